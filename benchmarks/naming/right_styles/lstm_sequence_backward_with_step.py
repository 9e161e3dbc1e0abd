import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def gates(x, h, p):
    f = sigmoid(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
    i = sigmoid(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
    g = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
    o = sigmoid(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
    return f, i, g, o


def lstm_step(x_t, h_prev, c_prev, params):
    f, i, g, o = gates(x_t, h_prev, params)
    c = f * c_prev + i * g
    return o * np.tanh(c), c


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    f, i, g, o = gates(x_t, h_prev, params)
    c = f * c_prev + i * g
    tc = np.tanh(c)
    dc = dc_t + dh_t * o * (1 - tc ** 2)
    dz = dict(f=dc * c_prev * f * (1 - f),
              i=dc * g * i * (1 - i),
              g=dc * i * (1 - g ** 2),
              o=dh_t * tc * o * (1 - o))
    dx = sum(dz[k] @ params["W_" + k] for k in dz)
    dh = sum(dz[k] @ params["U_" + k] for k in dz)
    grads = {}
    for k in dz:
        grads["W_" + k] = dz[k].T @ x_t
        grads["U_" + k] = dz[k].T @ h_prev
        grads["b_" + k] = dz[k].sum(0)
    return dx, dh, dc * f, grads


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T = X.shape[0]
    hs, cs = [h_0], [c_0]
    for t in range(T):
        h, c = lstm_step(X[t], hs[-1], cs[-1], params)
        hs.append(h)
        cs.append(c)

    dX = np.zeros_like(X)
    dh = np.zeros_like(h_0)
    dc = np.zeros_like(c_0)
    grads = {k: np.zeros_like(v) for k, v in params.items()}
    for t in reversed(range(T)):
        dX[t], dh, dc, step_grads = lstm_step_backward(dhs[t] + dh, dc, X[t], hs[t], cs[t], params)
        for k in grads:
            grads[k] += step_grads[k]
    return dX, dh, dc, grads
