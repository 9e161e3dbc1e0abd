"""Written afterwards: the LSTM over a sequence."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import SEQ, Written

WRITTEN = Written()
add = WRITTEN.add

add(
    "seq: reset c each step and tanh missing",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, hs = h_0, []
    for x in X:
        f, i, o = (gate(x, h, params, k, sigmoid) for k in "fio")
        g = gate(x, h, params, "g", np.tanh)
        c = f * c_0 + i * g
        h = o * c
        hs.append(h)
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: collects c",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, c, cs = h_0, c_0, []
    for x in X:
        h, c = step(x, h, c, params)
        cs.append(c)
    return np.array(cs), h, c
""",
    SEQ,
)
add(
    "seq: h, c swapped on unpack",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, c, hs = h_0, c_0, []
    for x in X:
        c, h = step(x, h, c, params)
        hs.append(h)
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: swapped args",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, c, hs = h_0, c_0, []
    for x in X:
        h, c = step(x, c, h, params)
        hs.append(h)
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: while loop off by one (misses last)",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, c, hs, t = h_0, c_0, [], 0
    while t < len(X) - 1:
        h, c = step(X[t], h, c, params)
        hs.append(h)
        t += 1
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: X[0] each step",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, c, hs = h_0, c_0, []
    for t in range(len(X)):
        h, c = step(X[0], h, c, params)
        hs.append(h)
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: returns list of states before",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    hs = [h_0]
    h, c = h_0, c_0
    for x in X[:-1]:
        h, c = step(x, h, c, params)
        hs.append(h)
    h, c = step(X[-1], h, c, params)
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: concatenates along batch",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    hs = []
    h, c = h_0, c_0
    for x in X:
        h, c = step(x, h, c, params)
        hs.append(h)
    return np.concatenate(hs, axis=0), h, c
""",
    SEQ,
)
add(
    "seq: squeeze",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    hs = []
    h, c = h_0, c_0
    for x in X:
        h, c = step(x, h, c, params)
        hs.append(h)
    return np.squeeze(np.array(hs)), np.squeeze(h), np.squeeze(c)
""",
    SEQ,
)
