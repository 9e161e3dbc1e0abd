# slip: line 46: update replaces the gradients by those of this step, they have to be added up over the steps
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def gates(x, h, p):
    f = sigmoid(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
    i = sigmoid(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
    g = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
    o = sigmoid(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
    return f, i, g, o


def lstm_step_backward(dh, dc, x, h, c, p):
    f, i, g, o = gates(x, h, p)
    tc = np.tanh(f * c + i * g)
    dc = dc + dh * o * (1 - tc ** 2)
    dz = {"f": dc * c * f * (1 - f), "i": dc * g * i * (1 - i),
          "g": dc * i * (1 - g ** 2), "o": dh * tc * o * (1 - o)}
    grads = {}
    for k in dz:
        grads["W_" + k] = dz[k].T @ x
        grads["U_" + k] = dz[k].T @ h
        grads["b_" + k] = dz[k].sum(axis=0)
    return sum(dz[k] @ p["W_" + k] for k in dz), sum(dz[k] @ p["U_" + k] for k in dz), dc * f, grads


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T = len(X)
    states = [(h_0, c_0)]
    for t in range(T):
        h, c = states[-1]
        f, i, g, o = gates(X[t], h, params)
        c = f * c + i * g
        states.append((o * np.tanh(c), c))
    dX = np.empty_like(X)
    dh = np.zeros_like(h_0)
    dc = np.zeros_like(c_0)
    grads = {k: np.zeros_like(v) for k, v in params.items()}
    for t in reversed(range(T)):
        h, c = states[t]
        dX[t], dh, dc, step_grads = lstm_step_backward(dhs[t] + dh, dc, X[t], h, c, params)
        grads.update(step_grads)
    return dX, dh, dc, grads
