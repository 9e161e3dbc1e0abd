"""Written first: several layers, both directions, and the number of parameters."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import STACK, Written

WRITTEN = Written()
add = WRITTEN.add

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
