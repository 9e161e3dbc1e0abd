"""All gates in one product of size 4H, then split, in PyTorch's order."""
import numpy as np

ORDER = "ifgo"


def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(0.5 * z)


def _gates(x_t, h_prev, params):
    W = np.concatenate([params[f"W_{k}"] for k in ORDER])
    U = np.concatenate([params[f"U_{k}"] for k in ORDER])
    b = np.concatenate([params[f"b_{k}"] for k in ORDER])
    i, f, g, o = np.split(x_t @ W.T + h_prev @ U.T + b, 4, axis=1)
    return sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)


def lstm_step(x_t, h_prev, c_prev, params):
    i, f, g, o = _gates(x_t, h_prev, params)
    c_t = f * c_prev + i * g
    return o * np.tanh(c_t), c_t


def lstm_sequence(X, h_0, c_0, params):
    hs = np.empty((X.shape[0], *h_0.shape))
    h, c = h_0, c_0
    for t in range(X.shape[0]):
        h, c = lstm_step(X[t], h, c, params)
        hs[t] = h
    return hs, h, c


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    i, f, g, o = _gates(x_t, h_prev, params)
    tanh_c = np.tanh(f * c_prev + i * g)
    dc = dc_t + dh_t * o * (1 - tanh_c * tanh_c)
    dz = np.concatenate([dc * g * i * (1 - i), dc * c_prev * f * (1 - f), dc * i * (1 - g * g),
                         dh_t * tanh_c * o * (1 - o)], axis=1)
    W = np.concatenate([params[f"W_{k}"] for k in ORDER])
    U = np.concatenate([params[f"U_{k}"] for k in ORDER])
    dW, dU, db = dz.T @ x_t, dz.T @ h_prev, dz.sum(0)
    H = h_prev.shape[1]
    grads = {}
    for n, k in enumerate(ORDER):
        part = slice(n * H, (n + 1) * H)
        grads[f"W_{k}"], grads[f"U_{k}"], grads[f"b_{k}"] = dW[part], dU[part], db[part]
    return dz @ W, dz @ U, dc * f, grads


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    states = [(h_0, c_0)]
    for x in X[:-1]:
        states.append(lstm_step(x, *states[-1], params))
    dh, dc, dX, grads = np.zeros_like(h_0), np.zeros_like(c_0), np.empty_like(X), None
    for t in range(len(X))[::-1]:
        dX[t], dh, dc, new = lstm_step_backward(dh + dhs[t], dc, X[t], *states[t], params)
        grads = new if grads is None else {k: grads[k] + new[k] for k in new}
    return dX, dh, dc, grads
