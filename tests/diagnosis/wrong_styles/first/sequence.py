"""Written first: the LSTM over a sequence."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import SEQ, Written

WRITTEN = Written()
add = WRITTEN.add

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
