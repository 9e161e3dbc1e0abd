# slip: line 14: lstm_step ends here without return h, c, so the call below gets None
import numpy as np


def sigmoid(z):
    return 0.5 * np.tanh(0.5 * z) + 0.5


def lstm_step(x_t, h_prev, c_prev, params):
    f, i, o = (sigmoid(x_t @ params["W_" + k].T + h_prev @ params["U_" + k].T + params["b_" + k])
               for k in "fio")
    g = np.tanh(x_t @ params["W_g"].T + h_prev @ params["U_g"].T + params["b_g"])
    c = f * c_prev + i * g
    h = o * np.tanh(c)

def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    f, i, o = (sigmoid(x_t @ params["W_" + k].T + h_prev @ params["U_" + k].T + params["b_" + k])
               for k in "fio")
    g = np.tanh(x_t @ params["W_g"].T + h_prev @ params["U_g"].T + params["b_g"])
    tc = np.tanh(f * c_prev + i * g)
    dc = dc_t + dh_t * o * (1 - tc ** 2)
    dz = {"f": dc * c_prev * f * (1 - f), "i": dc * g * i * (1 - i),
          "g": dc * i * (1 - g ** 2), "o": dh_t * tc * o * (1 - o)}
    grads = {}
    for k, d in dz.items():
        grads["W_" + k], grads["U_" + k], grads["b_" + k] = d.T @ x_t, d.T @ h_prev, d.sum(axis=0)
    dx = sum(d @ params["W_" + k] for k, d in dz.items())
    dh = sum(d @ params["U_" + k] for k, d in dz.items())
    return dx, dh, dc * f, grads


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    hs, cs = [h_0], [c_0]
    for x in X:
        h, c = lstm_step(x, hs[-1], cs[-1], params)
        hs.append(h)
        cs.append(c)
    dX = np.zeros_like(X)
    dh, dc = np.zeros_like(h_0), np.zeros_like(c_0)
    grads = {k: np.zeros_like(params[k]) for k in params}
    for t in range(len(X) - 1, -1, -1):
        dX[t], dh, dc, g = lstm_step_backward(dhs[t] + dh, dc, X[t], hs[t], cs[t], params)
        for k in grads:
            grads[k] += g[k]
    return dX, dh, dc, grads
