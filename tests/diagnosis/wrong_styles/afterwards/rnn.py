"""Written afterwards: the simple recurrent network."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import SEQ, Written

WRITTEN = Written()
add = WRITTEN.add

add(
    "rnn seq: h not carried with sigmoid",
    "rnn_sequence",
    """
def rnn_sequence(X, h_0, W, U, b):
    return np.array([sigmoid(x @ W.T + h_0 @ U.T + b) for x in X])
""",
    SEQ,
)
add(
    "rnn seq: ones init",
    "rnn_sequence",
    """
def rnn_sequence(X, h_0, W, U, b):
    h = np.ones_like(h_0)
    hs = []
    for x in X:
        h = np.tanh(x @ W.T + h @ U.T + b)
        hs.append(h)
    return np.array(hs)
""",
    SEQ,
)
