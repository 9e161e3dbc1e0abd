"""Written first: the gates and the sigmoid."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import Written

WRITTEN = Written()
add = WRITTEN.add

add(
    "concat h first",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    concat = np.concatenate((h_prev, x_t), axis=1)
    weights = np.concatenate((W_f, U_f), axis=1)
    return sigmoid(np.dot(concat, weights.T) + b_f)
""",
)
add(
    "np.dot(x, W) no transpose",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(np.dot(x_t, W_f) + np.dot(h_prev, U_f) + b_f)
""",
)
add(
    "np.dot(W, x) column convention",
    "input_gate",
    """
def input_gate(x_t, h_prev, W_i, U_i, b_i):
    i_t = sigmoid(np.dot(W_i, x_t) + np.dot(U_i, h_prev) + b_i)
    return i_t
""",
)
add(
    "W @ x column convention",
    "output_gate",
    """
def output_gate(x_t, h_prev, W_o, U_o, b_o):
    return sigmoid(W_o @ x_t + U_o @ h_prev + b_o)
""",
)
add(
    "W @ x.T, bias not a column",
    "candidate",
    """
def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.tanh(np.dot(W_g, x_t.T) + np.dot(U_g, h_prev.T) + b_g)
""",
)
add(
    "(W @ x.T + U @ h.T + b).T",
    "candidate",
    """
def candidate(x_t, h_prev, W_g, U_g, b_g):
    z = W_g @ x_t.T + U_g @ h_prev.T + b_g.reshape(-1, 1)
    return np.tanh(z)
""",
)
add(
    "W * x elementwise",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(x_t * W_f + h_prev * U_f + b_f)
""",
)
add(
    "x and h weights exchanged",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(h_prev @ W_f.T + x_t @ U_f.T + b_f)
""",
)
add(
    "bias counted twice",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    a = x_t @ W_f.T + b_f
    r = h_prev @ U_f.T + b_f
    return sigmoid(a + r)
""",
)
add(
    "sigmoid 1/1+exp",
    "sigmoid",
    """
def sigmoid(z):
    return 1 / 1 + np.exp(-z)
""",
    "import numpy as np\n",
)
add(
    "sigmoid math.exp",
    "sigmoid",
    """
import math
def sigmoid(z):
    return 1 / (1 + math.exp(-z))
""",
    "import numpy as np\n",
)
add(
    "sigmoid with if",
    "sigmoid",
    """
def sigmoid(x):
    if x >= 0:
        z = np.exp(-x)
        return 1 / (1 + z)
    else:
        z = np.exp(x)
        return z / (1 + z)
""",
    "import numpy as np\n",
)
add(
    "sigmoid exp/(1+exp)",
    "sigmoid",
    """
def sigmoid(z):
    e = np.exp(z)
    return e / (e + 1)
""",
    "import numpy as np\n",
)
add(
    "sigmoid tanh without half",
    "sigmoid",
    """
def sigmoid(z):
    return (np.tanh(z) + 1) / 2
""",
    "import numpy as np\n",
)
add(
    "sigmoid tanh half only inside",
    "sigmoid",
    """
def sigmoid(z):
    return 1 + np.tanh(z / 2)
""",
    "import numpy as np\n",
)
add(
    "sigmoid clipped too tight",
    "sigmoid",
    """
def sigmoid(z):
    z = np.clip(z, -5, 5)
    return 1 / (1 + np.exp(-z))
""",
    "import numpy as np\n",
)
add(
    "sigmoid step",
    "sigmoid",
    """
def sigmoid(z):
    return np.where(z > 0, 1.0, 0.0)
""",
    "import numpy as np\n",
)
add(
    "sigmoid with deriv flag default",
    "sigmoid",
    """
def sigmoid(x, deriv=True):
    s = 1 / (1 + np.exp(-x))
    if deriv:
        return s * (1 - s)
    return s
""",
    "import numpy as np\n",
)
add(
    "sigmoid flatten list comp",
    "sigmoid",
    """
def sigmoid(z):
    return np.array([1 / (1 + np.exp(-v)) for v in np.ravel(z)])
""",
    "import numpy as np\n",
)
add(
    "sigmoid where both overflow nan",
    "sigmoid",
    """
def sigmoid(z):
    out = np.zeros(z.shape)
    out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    out[z < 0] = np.exp(-z[z < 0]) / (1 + np.exp(-z[z < 0]))
    return out
""",
    "import numpy as np\n",
)
add(
    "candidate by sigmoid 2s-1 wrong",
    "candidate",
    """
def candidate(x_t, h_prev, W_g, U_g, b_g):
    return 2 * sigmoid(x_t @ W_g.T + h_prev @ U_g.T + b_g) - 1
""",
)
add(
    "tanh ratio overflow",
    "candidate",
    """
def tanh(x):
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
def candidate(x_t, h_prev, W_g, U_g, b_g):
    return tanh(x_t.dot(W_g.T) + h_prev.dot(U_g.T) + b_g)
""",
)
add(
    "relu",
    "candidate",
    """
def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.maximum(0, x_t.dot(W_g.T) + h_prev.dot(U_g.T) + b_g)
""",
)
add(
    "softmax on gate",
    "output_gate",
    """
def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
def output_gate(x_t, h_prev, W_o, U_o, b_o):
    return softmax(x_t.dot(W_o.T) + h_prev.dot(U_o.T) + b_o)
""",
)
