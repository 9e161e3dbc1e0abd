"""Written afterwards: the gates and the sigmoid."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import Written

WRITTEN = Written()
add = WRITTEN.add

add(
    "einsum with h and i swapped",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    z = np.einsum("bi,hi->bh", x_t, W_f) + np.einsum("bh,hj->bj", h_prev, U_f) + b_f
    return 1 / (1 + np.exp(-z))
""",
)
add(
    "forgot b in one-liner with dot",
    "input_gate",
    """
def input_gate(x_t, h_prev, W_i, U_i, b_i):
    combined = np.hstack((x_t, h_prev))
    weights = np.hstack((W_i, U_i))
    return sigmoid(combined.dot(weights.T))
""",
)
add(
    "loop over examples, only last kept",
    "output_gate",
    """
def output_gate(x_t, h_prev, W_o, U_o, b_o):
    out = []
    for x, h in zip(x_t, h_prev):
        out = sigmoid(W_o @ x + U_o @ h + b_o)
    return out
""",
)
add(
    "loop over examples, h of first",
    "output_gate",
    """
def output_gate(x_t, h_prev, W_o, U_o, b_o):
    out = []
    for n in range(len(x_t)):
        out.append(sigmoid(W_o @ x_t[n] + U_o @ h_prev[0] + b_o))
    return np.array(out)
""",
)
add(
    "sums over batch",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid((x_t @ W_f.T).sum(axis=0) + (h_prev @ U_f.T).sum(axis=0) + b_f)
""",
)
add(
    "rounded gate",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return np.round(sigmoid(x_t @ W_f.T + h_prev @ U_f.T + b_f))
""",
)
add(
    "sigmoid twice",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    f = sigmoid(x_t @ W_f.T + h_prev @ U_f.T + b_f)
    return sigmoid(f)
""",
)
add(
    "minus bias",
    "input_gate",
    """
def input_gate(x_t, h_prev, W_i, U_i, b_i):
    return sigmoid(x_t @ W_i.T + h_prev @ U_i.T - b_i)
""",
)
add(
    "tanh(candidate) with no bias",
    "candidate",
    """
def candidate(x_t, h_prev, W_g, U_g, b_g):
    a = np.matmul(x_t, W_g.T)
    b = np.matmul(h_prev, U_g.T)
    return np.tanh(a + b)
""",
)
add(
    "tanh typo: sinh",
    "candidate",
    """
def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.sinh(x_t @ W_g.T + h_prev @ U_g.T + b_g)
""",
)
add(
    "arctan",
    "candidate",
    """
def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.arctan(x_t @ W_g.T + h_prev @ U_g.T + b_g)
""",
)
add(
    "tanh by hand, wrong exponent",
    "candidate",
    """
def tanh(x):
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x) + 1)
def candidate(x_t, h_prev, W_g, U_g, b_g):
    return tanh(x_t @ W_g.T + h_prev @ U_g.T + b_g)
""",
)
add(
    "tanh by sigmoid ok formula 2s(2z)-1 wrong 2s(2z)",
    "candidate",
    """
def candidate(x_t, h_prev, W_g, U_g, b_g):
    return 2 * sigmoid(2 * (x_t @ W_g.T + h_prev @ U_g.T + b_g))
""",
)
add(
    "np.e ** z",
    "sigmoid",
    """
def sigmoid(z):
    return np.e ** z / (1 + np.e ** z)
""",
    "import numpy as np\n",
)
add(
    "float conversion only scalar",
    "sigmoid",
    """
def sigmoid(z):
    return float(1 / (1 + np.exp(-z)))
""",
    "import numpy as np\n",
)
add(
    "exp(-x**2)",
    "sigmoid",
    """
def sigmoid(z):
    return 1 / (1 + np.exp(-z ** 2))
""",
    "import numpy as np\n",
)
add(
    "int16 result",
    "sigmoid",
    """
def sigmoid(z):
    s = np.zeros_like(z, dtype=int)
    s[:] = 1 / (1 + np.exp(-z))
    return s
""",
    "import numpy as np\n",
)
add(
    "sigmoid with z sign by softplus",
    "sigmoid",
    """
def sigmoid(z):
    return np.log(1 + np.exp(z))
""",
    "import numpy as np\n",
)
add(
    "f with relu",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return np.maximum(0, x_t @ W_f.T + h_prev @ U_f.T + b_f)
""",
)
