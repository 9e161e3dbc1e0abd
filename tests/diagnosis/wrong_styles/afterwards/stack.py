"""Written afterwards: several layers, both directions, and the number of parameters."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import STACK, Written

WRITTEN = Written()
add = WRITTEN.add

add(
    "stack: layers from the end",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    hs, hT, cT = X, [], []
    for l in reversed(range(len(layers))):
        hs, h, c = seq(hs, h_0[l], c_0[l], layers[l])
        hT.insert(0, h); cT.insert(0, c)
    return hs, np.array(hT), np.array(cT)
""",
    STACK,
)
add(
    "stack: only first layer weights",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    hs, hT, cT = X, [], []
    for l in range(len(layers)):
        hs, h, c = seq(hs, h_0[l], c_0[l], layers[0])
        hT.append(h); cT.append(c)
    return hs, np.array(hT), np.array(cT)
""",
    STACK,
)
add(
    "stack: returns last layer states",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    hs = X
    for l, p in enumerate(layers):
        hs, h, c = seq(hs, h_0[l], c_0[l], p)
    return hs, h, c
""",
    STACK,
)
add(
    "stack: h_0[0] always",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    hs, hT, cT = X, [], []
    for p in layers:
        hs, h, c = seq(hs, h_0[0], c_0[0], p)
        hT.append(h); cT.append(c)
    return hs, np.array(hT), np.array(cT)
""",
    STACK,
)
add(
    "stack: residual",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    hs, hT, cT = X, [], []
    for l, p in enumerate(layers):
        out, h, c = seq(hs, h_0[l], c_0[l], p)
        hs = out + hs if out.shape == hs.shape else out
        hT.append(h); cT.append(c)
    return hs, np.array(hT), np.array(cT)
""",
    STACK,
)
for name, body in {
    "times L all": "return num_layers * 4 * (hidden_size * (input_size + hidden_size + 1))",
    "no 4": "n = 0\n    for l in range(num_layers):\n        n += hidden_size * ((input_size if l == 0 else hidden_size) + hidden_size + 1)\n    return n",
    "W only": "return 4 * hidden_size * input_size + (num_layers - 1) * 4 * hidden_size ** 2",
    "plus output layer": "n = hidden_size\n    for l in range(num_layers):\n        n += 4 * hidden_size * ((input_size if l == 0 else hidden_size) + hidden_size + 1)\n    return n",
    "wrong order L-1 first": "return 4 * ((input_size + hidden_size) * hidden_size + hidden_size) + (num_layers - 1) * 4 * (hidden_size * hidden_size + hidden_size)",
}.items():
    add(
        "count: " + name,
        "count_parameters",
        f"\ndef count_parameters(input_size, hidden_size, num_layers):\n    {body}\n",
    )
add(
    "bi: backward uses forward params",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    a, _, _ = seq(X, z, z, forward)
    b, _, _ = seq(X[::-1], z, z, forward)
    return np.concatenate([a, b[::-1]], axis=2)
""",
    STACK,
)
add(
    "bi: order wrong",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    a, _, _ = seq(X, z, z, forward)
    b, _, _ = seq(X[::-1], z, z, backward)
    return np.dstack([b[::-1], a])
""",
    STACK,
)
add(
    "bi: multiplied",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    a, _, _ = seq(X, z, z, forward)
    b, _, _ = seq(X[::-1], z, z, backward)
    return a * b[::-1]
""",
    STACK,
)
add(
    "bi: h and c final",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    _, h1, _ = seq(X, z, z, forward)
    _, h2, _ = seq(X[::-1], z, z, backward)
    return np.concatenate([h1, h2], axis=1)
""",
    STACK,
)
