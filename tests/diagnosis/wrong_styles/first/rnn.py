"""Written first: the simple recurrent network."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import SEQ, Written

WRITTEN = Written()
add = WRITTEN.add

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
