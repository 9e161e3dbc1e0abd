"""Wrong (and some right) code as people write it: joined weights, copied lines, arrays that are filled in a loop.

Each entry is what was written in a few words, the exercise, and the source of a hand-in. What of it was not named when it
was first handed in led to new misconceptions.
"""

from __future__ import annotations

SIGMOID = "import numpy as np\n\ndef sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n\n"
WRITTEN: list[tuple[str, str, str]] = []


def add(name: str, exercise: str, code: str, pre: str = SIGMOID) -> None:
    WRITTEN.append((name, exercise, pre + code))


# ---- gates
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
# ---- cell
add(
    "GRU mix by input gate",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    return (1 - i_t) * c_prev + i_t * g_t
""",
)
add(
    "f*c + i + g",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    return f_t * c_prev + i_t + g_t
""",
)
add(
    "f + c + i*g",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    return f_t + c_prev + i_t * g_t
""",
)
add(
    "c += in place",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    c_prev *= f_t
    c_prev += i_t * g_t
    return c_prev
""",
)
add(
    "np.dot gates",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    return np.dot(f_t, c_prev) + np.dot(i_t, g_t)
""",
)
add(
    "product bracket",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    return f_t * (c_prev + i_t) * g_t
""",
)
add(
    "hidden double tanh",
    "hidden_state",
    """
def hidden_state(o_t, c_t):
    return np.tanh(o_t) * np.tanh(c_t)
""",
)
add(
    "hidden o+tanh",
    "hidden_state",
    """
def hidden_state(o_t, c_t):
    return o_t + np.tanh(c_t)
""",
)
add(
    "hidden tanh(o*c)",
    "hidden_state",
    """
def hidden_state(o_t, c_t):
    return np.tanh(np.multiply(o_t, c_t))
""",
)
add(
    "hidden twice tanh on c",
    "hidden_state",
    """
def hidden_state(o_t, c_t):
    return o_t * np.tanh(np.tanh(c_t))
""",
)
STEP = (
    SIGMOID
    + """
def gate(x, h, p, k, act):
    return act(x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k])
"""
)
add(
    "step: gates x,h swapped args",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = gate(h_prev, x_t, params, "f", sigmoid)
    i = gate(h_prev, x_t, params, "i", sigmoid)
    g = gate(h_prev, x_t, params, "g", np.tanh)
    o = gate(h_prev, x_t, params, "o", sigmoid)
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: no tanh at all",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = gate(x_t, h_prev, params, "f", sigmoid)
    i = gate(x_t, h_prev, params, "i", sigmoid)
    g = gate(x_t, h_prev, params, "g", np.tanh)
    o = gate(x_t, h_prev, params, "o", sigmoid)
    c = f * c_prev + i * g
    h = o * c
    return h, c
""",
    STEP,
)
add(
    "step: all sigmoid fused",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    W = np.vstack([params["W_f"], params["W_i"], params["W_g"], params["W_o"]])
    U = np.vstack([params["U_f"], params["U_i"], params["U_g"], params["U_o"]])
    b = np.hstack([params["b_f"], params["b_i"], params["b_g"], params["b_o"]])
    z = sigmoid(x_t @ W.T + h_prev @ U.T + b)
    f, i, g, o = np.split(z, 4, axis=1)
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: fused, split in torch order i f g o",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    W = np.vstack([params["W_f"], params["W_i"], params["W_g"], params["W_o"]])
    U = np.vstack([params["U_f"], params["U_i"], params["U_g"], params["U_o"]])
    b = np.hstack([params["b_f"], params["b_i"], params["b_g"], params["b_o"]])
    z = x_t @ W.T + h_prev @ U.T + b
    H = h_prev.shape[1]
    i, f, g, o = z[:, :H], z[:, H:2*H], z[:, 2*H:3*H], z[:, 3*H:]
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
for order in ("ifog", "fiog", "ofig", "figo"[::-1], "gifo", "fogi", "oifg", "fgio", "igfo"):
    add(
        f"step: stacked f i g o, split {' '.join(order)}",
        "lstm_step",
        f"""
def lstm_step(x_t, h_prev, c_prev, params):
    W = np.vstack([params["W_f"], params["W_i"], params["W_g"], params["W_o"]])
    U = np.vstack([params["U_f"], params["U_i"], params["U_g"], params["U_o"]])
    b = np.hstack([params["b_f"], params["b_i"], params["b_g"], params["b_o"]])
    z = x_t @ W.T + h_prev @ U.T + b
    {", ".join(order)} = np.split(z, 4, axis=1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
        STEP,
    )
add(
    "step: returns h, (h, c)",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = gate(x_t, h_prev, params, "f", sigmoid)
    i = gate(x_t, h_prev, params, "i", sigmoid)
    g = gate(x_t, h_prev, params, "g", np.tanh)
    o = gate(x_t, h_prev, params, "o", sigmoid)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, (h, c)
""",
    STEP,
)
add(
    "step: returns cache too",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = gate(x_t, h_prev, params, "f", sigmoid)
    i = gate(x_t, h_prev, params, "i", sigmoid)
    g = gate(x_t, h_prev, params, "g", np.tanh)
    o = gate(x_t, h_prev, params, "o", sigmoid)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c, (f, i, g, o)
""",
    STEP,
)
add(
    "step: coupled + no tanh",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = gate(x_t, h_prev, params, "f", sigmoid)
    g = gate(x_t, h_prev, params, "g", np.tanh)
    o = gate(x_t, h_prev, params, "o", sigmoid)
    c = f * c_prev + (1 - f) * g
    return o * c, c
""",
    STEP,
)
add(
    "step: bias missing and h not used (two in gates)",
    "lstm_step",
    """
def gate2(x, h, p, k, act):
    return act(x @ p["W_" + k].T + h @ p["U_" + k].T)
def lstm_step(x_t, h_prev, c_prev, params):
    f = gate2(x_t, h_prev, params, "f", sigmoid)
    i = gate2(x_t, h_prev, params, "i", sigmoid)
    g = gate2(x_t, h_prev, params, "g", np.tanh)
    o = gate2(x_t, h_prev, params, "o", sigmoid)
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: U not transposed everywhere",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    z = {k: x_t @ params["W_" + k].T + h_prev @ params["U_" + k] + params["b_" + k] for k in "figo"}
    f, i, o = sigmoid(z["f"]), sigmoid(z["i"]), sigmoid(z["o"])
    g = np.tanh(z["g"])
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: W not transposed everywhere, np.dot",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    z = {k: np.dot(x_t, params["W_" + k]) + np.dot(h_prev, params["U_" + k]) + params["b_" + k] for k in "figo"}
    f, i, o = sigmoid(z["f"]), sigmoid(z["i"]), sigmoid(z["o"])
    g = np.tanh(z["g"])
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: tanh on all gates",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, g, o = (gate(x_t, h_prev, params, k, np.tanh) for k in "figo")
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: no activations at gates",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, g, o = (gate(x_t, h_prev, params, k, lambda z: z) for k in "figo")
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: h from updated c squashed c returned",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, o = (gate(x_t, h_prev, params, k, sigmoid) for k in "fio")
    g = gate(x_t, h_prev, params, "g", np.tanh)
    c = np.tanh(f * c_prev + i * g)
    return o * c, c
""",
    STEP,
)
add(
    "step: peephole-like c in gates added",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    z = {k: x_t @ params["W_" + k].T + (h_prev + c_prev) @ params["U_" + k].T + params["b_" + k] for k in "figo"}
    f, i, o = sigmoid(z["f"]), sigmoid(z["i"]), sigmoid(z["o"])
    g = np.tanh(z["g"])
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: overwritten c_prev",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, o = (gate(x_t, h_prev, params, k, sigmoid) for k in "fio")
    g = gate(x_t, h_prev, params, "g", np.tanh)
    c_prev *= f
    c_prev += i * g
    return o * np.tanh(c_prev), c_prev
""",
    STEP,
)
# ---- layers
SEQ = (
    STEP
    + """
def step(x_t, h_prev, c_prev, params):
    f = gate(x_t, h_prev, params, "f", sigmoid)
    i = gate(x_t, h_prev, params, "i", sigmoid)
    g = gate(x_t, h_prev, params, "g", np.tanh)
    o = gate(x_t, h_prev, params, "o", sigmoid)
    c = f * c_prev + i * g
    return o * np.tanh(c), c
"""
)
add(
    "seq: zeros init",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    T, B, I = X.shape
    H = params["b_f"].shape[0]
    h = np.zeros((B, H)); c = np.zeros((B, H))
    hs = np.zeros((T, B, H))
    for t in range(T):
        h, c = step(X[t], h, c, params)
        hs[t] = h
    return hs, h, c
""",
    SEQ,
)
add(
    "seq: h_0 in every step",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    hs = []
    for t in range(len(X)):
        h, c = step(X[t], h_0, c_0, params)
        hs.append(h)
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: X[:, t]",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, c = h_0, c_0
    hs = []
    for t in range(X.shape[1]):
        h, c = step(X[:, t], h, c, params)
        hs.append(h)
    return np.stack(hs), h, c
""",
    SEQ,
)
add(
    "seq: X[:, t] stacked axis 1 (batch-first)",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, c = h_0, c_0
    hs = []
    for t in range(X.shape[1]):
        h, c = step(X[:, t, :], h, c, params)
        hs.append(h)
    return np.stack(hs, axis=1), h, c
""",
    SEQ,
)
add(
    "seq: range(T-1)",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    T = X.shape[0]
    hs = np.zeros((T, X.shape[1], h_0.shape[1]))
    h, c = h_0, c_0
    for t in range(T - 1):
        h, c = step(X[t], h, c, params)
        hs[t] = h
    return hs, h, c
""",
    SEQ,
)
add(
    "seq: range(1, T)",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    T = X.shape[0]
    hs = np.zeros((T, X.shape[1], h_0.shape[1]))
    h, c = h_0, c_0
    for t in range(1, T):
        h, c = step(X[t], h, c, params)
        hs[t] = h
    return hs, h, c
""",
    SEQ,
)
add(
    "seq: hs[t+1] with h_0 first returned whole",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    T = X.shape[0]
    hs = np.zeros((T + 1, *h_0.shape)); cs = np.zeros((T + 1, *h_0.shape))
    hs[0], cs[0] = h_0, c_0
    for t in range(T):
        hs[t + 1], cs[t + 1] = step(X[t], hs[t], cs[t], params)
    return hs, hs[-1], cs[-1]
""",
    SEQ,
)
add(
    "seq: hs[:-1] returned",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    T = X.shape[0]
    hs = np.zeros((T + 1, *h_0.shape)); cs = np.zeros((T + 1, *h_0.shape))
    hs[0], cs[0] = h_0, c_0
    for t in range(T):
        hs[t + 1], cs[t + 1] = step(X[t], hs[t], cs[t], params)
    return hs[:-1], hs[-1], cs[-1]
""",
    SEQ,
)
add(
    "seq: hs[-1] bug: hs[t-1] with negative index",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    T = X.shape[0]
    hs = np.zeros((T, *h_0.shape)); cs = np.zeros((T, *h_0.shape))
    for t in range(T):
        hs[t], cs[t] = step(X[t], hs[t - 1], cs[t - 1], params)
    return hs, hs[-1], cs[-1]
""",
    SEQ,
)
add(
    "seq: c lost between steps (returns only h)",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    hs = []
    h = h_0
    for x in X:
        h, c = step(x, h, c_0, params)
        hs.append(h)
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: extends instead of append",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    hs = []
    h, c = h_0, c_0
    for x in X:
        h, c = step(x, h, c, params)
        hs.extend(h)
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: returns all cs as c_T",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    hs, cs = [], []
    h, c = h_0, c_0
    for x in X:
        h, c = step(x, h, c, params)
        hs.append(h); cs.append(c)
    return np.array(hs), h, np.array(cs)
""",
    SEQ,
)
add(
    "seq: return inside loop",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    hs = []
    h, c = h_0, c_0
    for x in X:
        h, c = step(x, h, c, params)
        hs.append(h)
        return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: h_T from first",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    hs = []
    h, c = h_0, c_0
    for x in X:
        h, c = step(x, h, c, params)
        hs.append(h)
    return np.array(hs), h_0, c_0
""",
    SEQ,
)
add(
    "seq: detaches weights each batch example only",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, c = h_0, c_0
    hs = np.zeros((len(X), *h_0.shape), dtype=int)
    for t, x in enumerate(X):
        h, c = step(x, h, c, params)
        hs[t] = h
    return hs, h, c
""",
    SEQ,
)
add(
    "rnn seq: hs = [h]*T aliasing",
    "rnn_sequence",
    """
def rnn_sequence(X, h_0, W, U, b):
    h = h_0.copy()
    hs = []
    for x in X:
        h[:] = np.tanh(x @ W.T + h @ U.T + b)
        hs.append(h)
    return np.array(hs)
""",
    SEQ,
)
add(
    "rnn seq: hstack",
    "rnn_sequence",
    """
def rnn_sequence(X, h_0, W, U, b):
    h = h_0
    hs = []
    for x in X:
        h = np.tanh(x @ W.T + h @ U.T + b)
        hs.append(h)
    return np.concatenate(hs)
""",
    SEQ,
)
add(
    "rnn seq: np.dot U not transposed",
    "rnn_sequence",
    """
def rnn_sequence(X, h_0, W, U, b):
    h = h_0
    hs = []
    for t in range(X.shape[0]):
        h = np.tanh(np.dot(X[t], W.T) + np.dot(h, U) + b)
        hs.append(h)
    return np.array(hs)
""",
    SEQ,
)
add(
    "rnn seq: sigmoid",
    "rnn_sequence",
    """
def rnn_sequence(X, h_0, W, U, b):
    h = h_0
    hs = []
    for t in range(X.shape[0]):
        h = sigmoid(np.dot(X[t], W.T) + np.dot(h, U.T) + b)
        hs.append(h)
    return np.array(hs)
""",
    SEQ,
)
add(
    "rnn step: sigmoid",
    "rnn_step",
    """
def rnn_step(x_t, h_prev, W, U, b):
    return sigmoid(x_t @ W.T + h_prev @ U.T + b)
""",
    SEQ,
)
STACK = (
    SEQ
    + """
def seq(X, h, c, params):
    hs = []
    for x in X:
        h, c = step(x, h, c, params)
        hs.append(h)
    return np.array(hs), h, c
"""
)
add(
    "stack: states not indexed",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    out = X
    h_T, c_T = [], []
    for params in layers:
        out, h, c = seq(out, h_0, c_0, params)
        h_T.append(h); c_T.append(c)
    return out, np.array(h_T), np.array(c_T)
""",
    STACK,
)
add(
    "stack: one state for all, time outside",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    hs = []
    h, c = h_0[0], c_0[0]
    for x in X:
        inp = x
        for params in layers:
            h, c = step(inp, h, c, params)
            inp = h
        hs.append(h)
    return np.array(hs), np.array([h] * len(layers)), np.array([c] * len(layers))
""",
    STACK,
)
add(
    "stack: always X",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    h_T, c_T = [], []
    for l, params in enumerate(layers):
        hs, h, c = seq(X, h_0[l], c_0[l], params)
        h_T.append(h); c_T.append(c)
    return hs, np.array(h_T), np.array(c_T)
""",
    STACK,
)
add(
    "stack: zeros",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    h_T, c_T = [], []
    hs = X
    for l, params in enumerate(layers):
        z = np.zeros_like(h_0[l])
        hs, h, c = seq(hs, z, z, params)
        h_T.append(h); c_T.append(c)
    return hs, np.array(h_T), np.array(c_T)
""",
    STACK,
)
add(
    "stack: time outside, states not kept between steps",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    hs = []
    for x in X:
        inp = x
        h_T, c_T = [], []
        for l, params in enumerate(layers):
            h, c = step(inp, h_0[l], c_0[l], params)
            inp = h
            h_T.append(h); c_T.append(c)
        hs.append(inp)
    return np.array(hs), np.array(h_T), np.array(c_T)
""",
    STACK,
)
add(
    "stack: concatenated states",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    h_T, c_T = [], []
    hs = X
    for l, params in enumerate(layers):
        hs, h, c = seq(hs, h_0[l], c_0[l], params)
        h_T.append(h); c_T.append(c)
    return hs, np.concatenate(h_T), np.concatenate(c_T)
""",
    STACK,
)
add(
    "stack: time outside, next layer gets old h",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    h, c = list(h_0), list(c_0)
    hs = []
    for x in X:
        new_h = []
        for l, params in enumerate(layers):
            inp = x if l == 0 else h[l - 1]
            nh, c[l] = step(inp, h[l], c[l], params)
            new_h.append(nh)
        h = new_h
        hs.append(h[-1])
    return np.array(hs), np.array(h), np.array(c)
""",
    STACK,
)
add(
    "bi: np.flip all axes",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    a, _, _ = seq(X, z, z, forward)
    b, _, _ = seq(np.flip(X), z, z, backward)
    return np.concatenate([a, np.flip(b)], axis=-1)
""",
    STACK,
)
add(
    "bi: flips batch axis",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    a, _, _ = seq(X, z, z, forward)
    b, _, _ = seq(X[:, ::-1], z, z, backward)
    return np.concatenate([a, b[:, ::-1]], axis=-1)
""",
    STACK,
)
add(
    "bi: not turned back",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    a, _, _ = seq(X, z, z, forward)
    b, _, _ = seq(X[::-1], z, z, backward)
    return np.concatenate([a, b], axis=-1)
""",
    STACK,
)
add(
    "bi: averaged",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    a, _, _ = seq(X, z, z, forward)
    b, _, _ = seq(X[::-1], z, z, backward)
    return (a + b[::-1]) / 2
""",
    STACK,
)
add(
    "bi: stacked new axis",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    a, _, _ = seq(X, z, z, forward)
    b, _, _ = seq(X[::-1], z, z, backward)
    return np.stack([a, b[::-1]], axis=-1)
""",
    STACK,
)
add(
    "bi: backward fed with forward's output",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    a, _, _ = seq(X, z, z, forward)
    b, _, _ = seq(a[::-1], z, z, backward)
    return np.concatenate([a, b[::-1]], axis=-1)
""",
    STACK,
)
for name, body in {
    "4((i+h)h)+h": "return num_layers * (4 * (hidden_size * (input_size + hidden_size)) + hidden_size)",
    "4*(i*h+h*h+h)*L": "return 4 * (input_size * hidden_size + hidden_size ** 2 + hidden_size) * num_layers",
    "no biases": "return 4 * (input_size * hidden_size + hidden_size ** 2) + (num_layers - 1) * 8 * hidden_size ** 2",
    "torch": "n = 0\n    for l in range(num_layers):\n        n += 4 * hidden_size * ((input_size if l == 0 else hidden_size) + hidden_size + 2)\n    return n",
    "bias once per layer": "n = 0\n    for l in range(num_layers):\n        n += 4 * hidden_size * ((input_size if l == 0 else hidden_size) + hidden_size) + hidden_size\n    return n",
    "range(1, L)": "n = 0\n    for l in range(1, num_layers):\n        n += 4 * hidden_size * ((input_size if l == 0 else hidden_size) + hidden_size + 1)\n    return n",
    "gru": "n = 0\n    for l in range(num_layers):\n        n += 3 * hidden_size * ((input_size if l == 0 else hidden_size) + hidden_size + 1)\n    return n",
    "float": "n = 0.0\n    for l in range(num_layers):\n        n += 4 * hidden_size * ((input_size if l == 0 else hidden_size) + hidden_size + 1.5)\n    return n",
    "input to every layer plus": "return 4 * hidden_size * (input_size + hidden_size * num_layers + num_layers)",
}.items():
    add(
        "count: " + name,
        "count_parameters",
        f"\ndef count_parameters(input_size, hidden_size, num_layers):\n    {body}\n",
    )
# ---- backprop
BACK = """
def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    f, i, o = (gate(x_t, h_prev, params, k, sigmoid) for k in "fio")
    g = gate(x_t, h_prev, params, "g", np.tanh)
    c = f * c_prev + i * g
    tc = np.tanh(c)
    do = {do}
    dc = {dc}
    df = {df}
    di = {di}
    dg = {dg}
    dzf = {dzf}
    dzi = {dzi}
    dzg = {dzg}
    dzo = {dzo}
    grads = {{}}
    dx = np.zeros_like(x_t)
    dh_prev = np.zeros_like(h_prev)
    for k, dz in zip("figo", (dzf, dzi, dzg, dzo)):
        grads["W_" + k] = {dW}
        grads["U_" + k] = {dU}
        grads["b_" + k] = {db}
        dx += {dx}
        dh_prev += {dh}
    dc_prev = {dcp}
    return dx, dh_prev, dc_prev, grads
"""
BACK_RIGHT = dict(
    do="dh_t * tc",
    dc="dc_t + dh_t * o * (1 - tc ** 2)",
    df="dc * c_prev",
    di="dc * g",
    dg="dc * i",
    dzf="df * f * (1 - f)",
    dzi="di * i * (1 - i)",
    dzg="dg * (1 - g ** 2)",
    dzo="do * o * (1 - o)",
    dW="dz.T @ x_t",
    dU="dz.T @ h_prev",
    db="dz.sum(axis=0)",
    dx='dz @ params["W_" + k]',
    dh='dz @ params["U_" + k]',
    dcp="dc * f",
)
for name, change in {
    "RIGHT": {},
    "dc: 1 - c**2": dict(dc="dc_t + dh_t * o * (1 - c ** 2)"),
    "dc: 1 - tanh(c) no square": dict(dc="dc_t + dh_t * o * (1 - tc)"),
    "dc: tanh(c_prev)": dict(dc="dc_t + dh_t * o * (1 - np.tanh(c_prev) ** 2)"),
    "do: tanh(c_prev)": dict(do="dh_t * np.tanh(c_prev)"),
    "do: c": dict(do="dh_t * c"),
    "dc: slope of tanh(tanh)": dict(dc="dc_t + dh_t * o * (1 - np.tanh(tc) ** 2)"),
    "dc: no dc_next": dict(dc="dh_t * o * (1 - tc ** 2)"),
    "dc: only dc_next": dict(dc="dc_t"),
    "dc: multiplied": dict(dc="dc_t * dh_t * o * (1 - tc ** 2)"),
    "df: c": dict(df="dc * c"),
    "df: dc_t only": dict(df="dc_t * c_prev", di="dc_t * g", dg="dc_t * i"),
    "dsigmoid of activated": dict(
        dzf="df * sigmoid(f) * (1 - sigmoid(f))",
        dzi="di * sigmoid(i) * (1 - sigmoid(i))",
        dzo="do * sigmoid(o) * (1 - sigmoid(o))",
    ),
    "dsigmoid + dtanh of activated": dict(
        dzf="df * sigmoid(f) * (1 - sigmoid(f))",
        dzi="di * sigmoid(i) * (1 - sigmoid(i))",
        dzo="do * sigmoid(o) * (1 - sigmoid(o))",
        dzg="dg * (1 - np.tanh(g) ** 2)",
    ),
    "no slopes at all": dict(dzf="df", dzi="di", dzg="dg", dzo="do"),
    "sigmoid slope on all four": dict(dzg="dg * g * (1 - g)"),
    "tanh slope on all four": dict(dzf="df * (1 - f ** 2)", dzi="di * (1 - i ** 2)", dzo="do * (1 - o ** 2)"),
    "dzg plus": dict(dzg="dg * (1 + g ** 2)"),
    "o(1-o) missing": dict(dzo="do"),
    "o(o-1)": dict(dzo="do * o * (o - 1)"),
    "db sum all": dict(db="np.sum(dz)"),
    "db keepdims": dict(db="dz.sum(axis=0, keepdims=True)"),
    "db axis=1": dict(db="dz.sum(axis=1)"),
    "db mean": dict(db="dz.mean(axis=0)"),
    "db dz": dict(db="dz"),
    "dW transposed": dict(dW="x_t.T @ dz", dU="h_prev.T @ dz"),
    "dW from W": dict(dW='np.dot(dz, params["W_" + k])'),
    "dW / B": dict(dW="dz.T @ x_t / len(x_t)", dU="dz.T @ h_prev / len(x_t)", db="dz.mean(axis=0)"),
    "dU new h": dict(dU="dz.T @ (o * tc)"),
    "dU with x": dict(dU="dz.T @ x_t"),
    "dx uses W.T": dict(dx='dz @ params["W_" + k].T'),
    "dh uses U.T": dict(dh='dz @ params["U_" + k].T'),
    "both .T np.dot": dict(dx='np.dot(dz, params["W_" + k].T)', dh='np.dot(dz, params["U_" + k].T)'),
    "dh uses W": dict(dh='dz @ params["W_" + k]'),
    "dcp dc_t": dict(dcp="dc_t * f"),
    "dcp no f": dict(dcp="dc"),
    "dcp i": dict(dcp="dc * i"),
    "dcp dh": dict(dcp="dh_t * f"),
    "dcp dc*f*c_prev": dict(dcp="dc * f * c_prev"),
    "dc_t += in place": dict(dc="dc_t; dc += dh_t * o * (1 - tc ** 2)"),
    "last gate only": dict(dx='dz @ params["W_" + k] - dx', dh='dz @ params["U_" + k] - dh_prev'),
    "df f twice + dc": dict(dzf="df * f * (1 - f)", dzi="di * f * (1 - f)"),
}.items():
    add("back: " + name, "lstm_step_backward", BACK.format(**(BACK_RIGHT | change)), STEP)
TSTEP = SEQ + BACK.format(**BACK_RIGHT).replace("def lstm_step_backward", "def sback")
THROUGH = """
def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T = len(X)
    hs, cs = [h_0], [c_0]
    for t in range(T):
        h, c = step(X[t], hs[-1], cs[-1], params)
        hs.append(h); cs.append(c)
    grads = {{k: np.zeros_like(v) for k, v in params.items()}}
    dX = np.zeros_like(X)
    dh, dc = {start}
    for t in {order}:
        dX[t], dh_prev, dc_prev, gr = sback({inc}, X[t], {before}, params)
        {carry}
        for k in grads:
            {acc}
    return dX, dh, dc, grads
"""
THROUGH_RIGHT = dict(
    start="np.zeros_like(h_0), np.zeros_like(c_0)",
    order="reversed(range(T))",
    inc="dhs[t] + dh, dc",
    before="hs[t], cs[t]",
    carry="dh, dc = dh_prev, dc_prev",
    acc="grads[k] += gr[k]",
)
for name, change in {
    "RIGHT": {},
    "dh start dhs[-1]": dict(start="dhs[-1], np.zeros_like(c_0)"),
    "no dh carry": dict(carry="dc = dc_prev"),
    "no dc carry": dict(carry="dh = dh_prev"),
    "nothing carried": dict(carry="pass"),
    "dhs replaced": dict(inc="dhs[t], dc"),
    "dhs mult": dict(inc="dhs[t] * dh, dc"),
    "grads overwritten": dict(acc="grads[k] = gr[k]"),
    "grads mean": dict(acc="grads[k] += gr[k] / T"),
    "hs[t+1]": dict(before="hs[t + 1], cs[t + 1]"),
    "cs[t+1]": dict(before="hs[t], cs[t + 1]"),
    "hs[t+1], cs[t]": dict(before="hs[t + 1], cs[t]"),
    "range(T-1, 0, -1)": dict(order="range(T - 1, 0, -1)"),
    "forward": dict(order="range(T)"),
    "range(T-2..)": dict(order="range(T - 2, -1, -1)"),
    "dc start ones": dict(start="np.zeros_like(h_0), np.ones_like(c_0)"),
    "dc from dhs": dict(inc="dhs[t] + dh, dc + dhs[t]"),
    "hs[t-1]": dict(before="hs[t - 1], cs[t - 1]"),
    "clip inside": dict(acc="grads[k] += np.clip(gr[k], -1, 1)"),
    "dhs[T-1-t]": dict(inc="dhs[T - 1 - t] + dh, dc"),
    "X reversed": dict(before="hs[T - 1 - t], cs[T - 1 - t]"),
    "last dh only at end": dict(inc="(dhs[t] if t == T - 1 else dh), dc"),
    "carry swapped": dict(carry="dh, dc = dc_prev, dh_prev"),
}.items():
    add("bptt: " + name, "lstm_sequence_backward", THROUGH.format(**(THROUGH_RIGHT | change)), TSTEP)
for name, body in {
    "per array": "return {k: v * min(1, max_norm / np.linalg.norm(v)) for k, v in grads.items()}",
    "clip values": "return {k: np.clip(v, -max_norm, max_norm) for k, v in grads.items()}",
    "in place clip": "for v in grads.values():\n        np.clip(v, -max_norm, max_norm, out=v)\n    return grads",
    "torch eps": "n = np.sqrt(sum((v ** 2).sum() for v in grads.values()))\n    s = max_norm / (n + 1e-6)\n    return {k: v * s if s < 1 else v for k, v in grads.items()}",
    "no if": "n = np.sqrt(sum((v ** 2).sum() for v in grads.values()))\n    return {k: v * max_norm / n for k, v in grads.items()}",
    "no sqrt": "n = sum((v ** 2).sum() for v in grads.values())\n    return {k: v * max_norm / n if n > max_norm else v for k, v in grads.items()}",
    "inverse": "n = np.sqrt(sum((v ** 2).sum() for v in grads.values()))\n    return {k: v * n / max_norm if n > max_norm else v for k, v in grads.items()}",
    "unit": "n = np.sqrt(sum((v ** 2).sum() for v in grads.values()))\n    return {k: v / n if n > max_norm else v for k, v in grads.items()}",
    "sum of norms": "n = sum(np.linalg.norm(v) for v in grads.values())\n    return {k: v * max_norm / n if n > max_norm else v for k, v in grads.items()}",
    "zeros when too large": "n = np.sqrt(sum((v ** 2).sum() for v in grads.values()))\n    return {k: v if n <= max_norm else np.zeros_like(v) for k, v in grads.items()}",
    "spectral norm (matrix 2-norm)": "return {k: v * min(1, max_norm / np.linalg.norm(v, 2)) for k, v in grads.items()}",
    "last norm only": "for k, v in grads.items():\n        n = np.linalg.norm(v)\n    return {k: v * max_norm / n if n > max_norm else v for k, v in grads.items()}",
    "sqrt inside sum": "n = sum(np.sqrt((v ** 2).sum()) for v in grads.values())\n    return {k: v * max_norm / n if n > max_norm else v for k, v in grads.items()}",
}.items():
    add("clip: " + name, "clip_gradients", f"\ndef clip_gradients(grads, max_norm):\n    {body}\n")
# ---- memory
for name, body in {
    "sum": "return fs.sum(axis=0)",
    "prod all": "return np.prod(fs)",
    "axis1": "return np.prod(fs, axis=1)",
    "cumprod": "return np.cumprod(fs, axis=0)",
    "1-f": "return np.prod(1 - fs, axis=0)",
    "fs[1:]": "return np.prod(fs[1:], axis=0)",
    "matmul": "g = np.eye(fs.shape[-1])\n    for f in fs:\n        g = g @ f.T\n    return g",
    "log sum": "return np.sum(np.log(fs), axis=0)",
    "axis -1": "return np.prod(fs, axis=-1)",
    "first only": "return fs[0]",
    "power": "return fs.mean(axis=0) ** len(fs)",
    "zeros start": "g = np.zeros(fs.shape[1:])\n    for f in fs:\n        g = g * f\n    return g",
    "+=": "g = np.ones(fs.shape[1:])\n    for f in fs:\n        g += f\n    return g",
}.items():
    add("carousel: " + name, "carousel_gradient", f"\ndef carousel_gradient(fs):\n    {body}\n")
INIT = """
def init_lstm(input_size, hidden_size, rng):
    params = {{}}
    for k in "figo":
        params["W_" + k] = {W}
        params["U_" + k] = {U}
        params["b_" + k] = {b}
    return params
"""
INIT_RIGHT = dict(
    W="rng.normal(0, 1 / np.sqrt(3 * hidden_size), (hidden_size, input_size))",
    U="rng.normal(0, 1 / np.sqrt(3 * hidden_size), (hidden_size, hidden_size))",
    b='np.ones(hidden_size) if k == "f" else np.zeros(hidden_size)',
)
for name, change in {
    "RIGHT": {},
    "randn": dict(
        W="rng.standard_normal((hidden_size, input_size))", U="rng.standard_normal((hidden_size, hidden_size))"
    ),
    "randn*0.01": dict(
        W="rng.standard_normal((hidden_size, input_size)) * 0.01",
        U="rng.standard_normal((hidden_size, hidden_size)) * 0.01",
    ),
    "normal with spread 1/sqrt(H)": dict(
        W="rng.normal(0, 1 / np.sqrt(hidden_size), (hidden_size, input_size))",
        U="rng.normal(0, 1 / np.sqrt(hidden_size), (hidden_size, hidden_size))",
    ),
    "glorot uniform": dict(
        W="rng.uniform(-1, 1, (hidden_size, input_size)) * np.sqrt(6 / (hidden_size + input_size))",
        U="rng.uniform(-1, 1, (hidden_size, hidden_size)) * np.sqrt(6 / (2 * hidden_size))",
    ),
    "he": dict(
        W="rng.normal(0, np.sqrt(2 / input_size), (hidden_size, input_size))",
        U="rng.normal(0, np.sqrt(2 / hidden_size), (hidden_size, hidden_size))",
    ),
    "uniform -1..1": dict(
        W="rng.uniform(-1, 1, (hidden_size, input_size))", U="rng.uniform(-1, 1, (hidden_size, hidden_size))"
    ),
    "uniform 0..1": dict(W="rng.random((hidden_size, input_size))", U="rng.random((hidden_size, hidden_size))"),
    "variance as scale": dict(
        W="rng.normal(0, 1 / (3 * hidden_size), (hidden_size, input_size))",
        U="rng.normal(0, 1 / (3 * hidden_size), (hidden_size, hidden_size))",
    ),
    "uniform +-s": dict(
        W="rng.uniform(-1, 1, (hidden_size, input_size)) / np.sqrt(3 * hidden_size)",
        U="rng.uniform(-1, 1, (hidden_size, hidden_size)) / np.sqrt(3 * hidden_size)",
    ),
    "per-matrix fan-in": dict(W="rng.normal(0, 1 / np.sqrt(3 * input_size), (hidden_size, input_size))"),
    "biases zero": dict(b="np.zeros(hidden_size)"),
    "biases (H,1)": dict(b='np.full((hidden_size, 1), 1.0 if k == "f" else 0.0)'),
    "orthogonal U": dict(U="np.linalg.qr(rng.normal(size=(hidden_size, hidden_size)))[0]"),
    "W (I,H)": dict(W="rng.normal(0, 1 / np.sqrt(3 * hidden_size), (input_size, hidden_size))"),
    "bias scalar": dict(b='1.0 if k == "f" else 0.0'),
    "identity U": dict(U="np.eye(hidden_size)"),
}.items():
    add("init: " + name, "init_lstm", INIT.format(**(INIT_RIGHT | change)))
ADAM = """
def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = {t}
    m, v, new = {{}}, {{}}, {{}}
    for k in params:
        m[k] = {m}
        v[k] = {v}
        mh = {mh}
        vh = {vh}
        new[k] = params[k] - {up}
    return new, {{"m": m, "v": v, "t": t}}
"""
ADAM_RIGHT = dict(
    t='state["t"] + 1',
    m='beta1 * state["m"][k] + (1 - beta1) * grads[k]',
    v='beta2 * state["v"][k] + (1 - beta2) * grads[k] ** 2',
    mh="m[k] / (1 - beta1 ** t)",
    vh="v[k] / (1 - beta2 ** t)",
    up="lr * mh / (np.sqrt(vh) + eps)",
)
for name, change in {
    "RIGHT": {},
    "no bias corr": dict(mh="m[k]", vh="v[k]"),
    "eps inside": dict(up="lr * mh / np.sqrt(vh + eps)"),
    "no eps": dict(up="lr * mh / np.sqrt(vh)"),
    "t not inc": dict(t='state["t"]'),
    "v beta1": dict(v='beta1 * state["v"][k] + (1 - beta1) * grads[k] ** 2'),
    "vh with beta1": dict(vh="v[k] / (1 - beta1 ** t)"),
    "both corr beta1..": dict(mh="m[k] / (1 - beta2 ** t)", vh="v[k] / (1 - beta1 ** t)"),
    "corr multiplied": dict(mh="m[k] * (1 - beta1 ** t)", vh="v[k] * (1 - beta2 ** t)"),
    "g in place of m": dict(up="lr * grads[k] / (np.sqrt(vh) + eps)"),
    "rmsprop": dict(up="lr * grads[k] / (np.sqrt(v[k]) + eps)"),
    "sgd": dict(up="lr * grads[k]"),
    "plus": dict(up="-lr * mh / (np.sqrt(vh) + eps)"),
    "no sqrt": dict(up="lr * mh / (vh + eps)"),
    "beta swapped weights": dict(
        m='(1 - beta1) * state["m"][k] + beta1 * grads[k]', v='(1 - beta2) * state["v"][k] + beta2 * grads[k] ** 2'
    ),
    "v of m": dict(v='beta2 * state["v"][k] + (1 - beta2) * m[k] ** 2'),
    "eps times": dict(up="lr * mh / (np.sqrt(vh) * eps)"),
    "abs": dict(v='beta2 * state["v"][k] + (1 - beta2) * np.abs(grads[k])'),
    "1-beta*t": dict(mh="m[k] / (1 - beta1 * t)", vh="v[k] / (1 - beta2 * t)"),
    "no average of old": dict(m="(1 - beta1) * grads[k]", v="(1 - beta2) * grads[k] ** 2"),
    "old state in": dict(mh='state["m"][k] / (1 - beta1 ** t)', vh='state["v"][k] / (1 - beta2 ** t)'),
}.items():
    add("adam: " + name, "adam_step", ADAM.format(**(ADAM_RIGHT | change)))
for name, body in {
    "loop matmul wrong order": "J = np.eye(U.shape[0])\n    out = []\n    for b in range(hs.shape[1]):\n        J = np.eye(U.shape[0])\n        for t in range(len(hs)):\n            J = J @ (np.diag(1 - hs[t, b] ** 2) @ U)\n        out.append(J)\n    return np.array(out)",
    "U.T": "out = []\n    for b in range(hs.shape[1]):\n        J = np.eye(U.shape[0])\n        for t in range(len(hs)):\n            J = np.diag(1 - hs[t, b] ** 2) @ U.T @ J\n        out.append(J)\n    return np.array(out)",
    "backward vec form (J.T)": "out = []\n    for b in range(hs.shape[1]):\n        J = np.eye(U.shape[0])\n        for t in reversed(range(len(hs))):\n            J = U.T @ np.diag(1 - hs[t, b] ** 2) @ J\n        out.append(J)\n    return np.array(out)",
    "U @ diag": "out = []\n    for b in range(hs.shape[1]):\n        J = np.eye(U.shape[0])\n        for t in range(len(hs)):\n            J = U @ np.diag(1 - hs[t, b] ** 2) @ J\n        out.append(J)\n    return np.array(out)",
    "tanh(hs)": "out = []\n    for b in range(hs.shape[1]):\n        J = np.eye(U.shape[0])\n        for t in range(len(hs)):\n            J = np.diag(1 - np.tanh(hs[t, b]) ** 2) @ U @ J\n        out.append(J)\n    return np.array(out)",
    "matrix power of U": "J = np.linalg.matrix_power(U, len(hs))\n    return np.array([J] * hs.shape[1])",
    "mean over batch": "out = np.eye(U.shape[0])\n    for h in hs:\n        out = np.diag((1 - h ** 2).mean(axis=0)) @ U @ out\n    return np.array([out] * hs.shape[1])",
    "norm only": "J = np.array([np.eye(U.shape[0])] * hs.shape[1])\n    for h in hs:\n        J = (1 - h ** 2)[:, :, None] * U @ J\n    return np.linalg.norm(J, axis=(1, 2))",
    "skip first": "J = np.array([np.eye(U.shape[0])] * hs.shape[1])\n    for h in hs[1:]:\n        J = (1 - h ** 2)[:, :, None] * U @ J\n    return J",
    "slope (1-h)": "J = np.array([np.eye(U.shape[0])] * hs.shape[1])\n    for h in hs:\n        J = (1 - h)[:, :, None] * U @ J\n    return J",
    "sigmoid slope": "J = np.array([np.eye(U.shape[0])] * hs.shape[1])\n    for h in hs:\n        J = (h * (1 - h))[:, :, None] * U @ J\n    return J",
    "all steps returned": "J = np.array([np.eye(U.shape[0])] * hs.shape[1])\n    out = []\n    for h in hs:\n        J = (1 - h ** 2)[:, :, None] * U @ J\n        out.append(J)\n    return np.array(out)",
}.items():
    add("jac: " + name, "rnn_memory_gradient", f"\ndef rnn_memory_gradient(hs, U):\n    {body}\n")
