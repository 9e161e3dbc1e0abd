# slip: line 19: the list keeps the array c itself, which the next lines change in place, so every saved c_prev holds the last cell state
import numpy as np


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T, B, I = X.shape
    H = h_0.shape[1]
    W = np.concatenate([params["W_" + k] for k in "figo"])
    U = np.concatenate([params["U_" + k] for k in "figo"])
    b = np.concatenate([params["b_" + k] for k in "figo"])

    h, c = h_0.copy(), c_0.copy()
    saved = []
    for t in range(T):
        z = X[t] @ W.T + h @ U.T + b
        a = 1 / (1 + np.exp(-z))
        a[:, 2*H:3*H] = np.tanh(z[:, 2*H:3*H])
        f, i, g, o = np.split(a, 4, axis=1)
        c_prev = c
        c *= f
        c += i * g
        tc = np.tanh(c)
        saved.append((h, c_prev, f, i, g, o, tc))
        h = o * tc

    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros_like(b)
    dX = np.zeros_like(X)
    dh_next = np.zeros((B, H))
    dc_next = np.zeros((B, H))
    for t in reversed(range(T)):
        h_prev, c_prev, f, i, g, o, tc = saved[t]
        dh = dhs[t] + dh_next
        dc = dc_next + dh * o * (1 - tc ** 2)
        dz = np.concatenate([dc * c_prev * f * (1 - f),
                             dc * g * i * (1 - i),
                             dc * i * (1 - g ** 2),
                             dh * tc * o * (1 - o)], axis=1)
        dW += dz.T @ X[t]
        dU += dz.T @ h_prev
        db += dz.sum(axis=0)
        dX[t] = dz @ W
        dh_next = dz @ U
        dc_next = dc * f

    grads = {}
    for n, k in enumerate("figo"):
        sl = slice(n * H, n * H + H)
        grads["W_" + k], grads["U_" + k], grads["b_" + k] = dW[sl], dU[sl], db[sl]
    return dX, dh_next, dc_next, grads
