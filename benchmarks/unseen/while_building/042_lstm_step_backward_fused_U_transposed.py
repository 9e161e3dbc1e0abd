# slip: line 26: the way back multiplies by U itself (dz @ U), here each U_k is transposed
import numpy as np

ORDER = ["i", "f", "o", "g"]


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    H = h_prev.shape[1]
    W = np.concatenate([params["W_" + k] for k in ORDER], axis=0)
    b = np.concatenate([params["b_" + k] for k in ORDER])
    U = np.concatenate([params["U_" + k] for k in ORDER], axis=0)
    z = x_t @ W.T + h_prev @ U.T + b
    i = 0.5 * (1 + np.tanh(0.5 * z[:, :H]))
    f = 0.5 * (1 + np.tanh(0.5 * z[:, H:2 * H]))
    o = 0.5 * (1 + np.tanh(0.5 * z[:, 2 * H:3 * H]))
    g = np.tanh(z[:, 3 * H:])
    tc = np.tanh(f * c_prev + i * g)

    dc = dc_t + dh_t * o * (1 - tc ** 2)
    dz = np.concatenate([dc * g * i * (1 - i),
                         dc * c_prev * f * (1 - f),
                         dh_t * tc * o * (1 - o),
                         dc * i * (1 - g ** 2)], axis=1)
    dx = dz @ W
    Ut = np.concatenate([params["U_" + k].T for k in ORDER], axis=0)
    dh_prev = dz @ Ut
    dW = dz.T @ x_t
    dU = dz.T @ h_prev
    db = dz.sum(axis=0)
    grads = {}
    for n, k in enumerate(ORDER):
        grads["W_" + k] = dW[n * H:(n + 1) * H]
        grads["U_" + k] = dU[n * H:(n + 1) * H]
        grads["b_" + k] = db[n * H:(n + 1) * H]
    return dx, dh_prev, dc * f, grads
