# slip: line 36: grads is an empty dict: += needs an array of zeros under every key first
import numpy as np


def sigmoid(z):
    return np.where(z >= 0, 1, np.exp(-np.abs(z))) / (1 + np.exp(-np.abs(z)))


def all_gates(x, h, p):
    out = []
    for k, act in (("f", sigmoid), ("i", sigmoid), ("g", np.tanh), ("o", sigmoid)):
        out.append(act(x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k]))
    return out


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T = X.shape[0]
    h_list, c_list = [h_0], [c_0]
    for t in range(T):
        f, i, g, o = all_gates(X[t], h_list[t], params)
        c_list.append(f * c_list[t] + i * g)
        h_list.append(o * np.tanh(c_list[t + 1]))

    grads = {}
    dX = np.zeros(X.shape)
    dh, dc = np.zeros(h_0.shape), np.zeros(c_0.shape)
    for t in range(T - 1, -1, -1):
        f, i, g, o = all_gates(X[t], h_list[t], params)
        tc = np.tanh(c_list[t + 1])
        dh = dh + dhs[t]
        dc = dc + dh * o * (1 - tc ** 2)
        dz = {"f": dc * c_list[t] * f * (1 - f), "i": dc * g * i * (1 - i),
              "g": dc * i * (1 - g ** 2), "o": dh * tc * o * (1 - o)}
        dh = np.zeros(h_0.shape)
        for k in dz:
            grads["W_" + k] += dz[k].T @ X[t]
            grads["U_" + k] += dz[k].T @ h_list[t]
            grads["b_" + k] += dz[k].sum(axis=0)
            dX[t] += dz[k] @ params["W_" + k]
            dh += dz[k] @ params["U_" + k]
        dc = dc * f
    return dX, dh, dc, grads
