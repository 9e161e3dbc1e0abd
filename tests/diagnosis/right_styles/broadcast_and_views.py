"""Broadcast results and views of larger arrays."""
import numpy as np


def init_lstm(input_size, hidden_size, rng):
    s = 1 / np.sqrt(3 * hidden_size)
    params = {}
    for k in "figo":
        both = rng.normal(0, s, size=(hidden_size, input_size + hidden_size))
        params[f"W_{k}"], params[f"U_{k}"] = both[:, :input_size], both[:, input_size:]
        params[f"b_{k}"] = np.broadcast_to(1.0 if k == "f" else 0.0, (hidden_size,))
    return params


def rnn_memory_gradient(hs, U):
    jacobian = np.broadcast_to(np.eye(len(U)), (hs.shape[1], *U.shape))
    for h_t in hs:
        jacobian = np.matmul((1 - np.square(h_t))[:, :, None] * U[None], jacobian)
    return jacobian


def lstm_sequence(X, h_0, c_0, params):
    states = np.zeros((len(X) + 1, 2, *h_0.shape))
    states[0] = h_0, c_0
    for t, x in enumerate(X):
        h, c = states[t]
        a = {k: x @ params["W_" + k].T + h @ params["U_" + k].T + params["b_" + k] for k in "figo"}
        with np.errstate(over="ignore"):
            f, i, o = (1 / (1 + np.exp(-a[k])) for k in "fio")
        states[t + 1, 1] = f * c + i * np.tanh(a["g"])
        states[t + 1, 0] = o * np.tanh(states[t + 1, 1])
    return states[1:, 0], states[-1, 0], states[-1, 1]
