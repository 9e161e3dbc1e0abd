# slip: line 24: the slope of tanh is 1 - g^2, not (1 - g)^2
# slip: line 25: dz_o has c_t where tanh(c_t) belongs
import numpy as np


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    H = h_prev.shape[1]
    order = ["f", "i", "g", "o"]
    V = np.hstack([np.vstack([params["W_" + k] for k in order]),
                   np.vstack([params["U_" + k] for k in order])])       # (4H, I+H)
    bias = np.concatenate([params["b_" + k] for k in order])
    xh = np.hstack([x_t, h_prev])
    z = xh @ V.T + bias
    f = 1 / (1 + np.exp(-z[:, :H]))
    i = 1 / (1 + np.exp(-z[:, H:2*H]))
    g = np.tanh(z[:, 2*H:3*H])
    o = 1 / (1 + np.exp(-z[:, 3*H:]))
    c = f * c_prev + i * g

    dc = dc_t + dh_t * o * (1 - np.tanh(c)**2)
    dz = np.zeros_like(z)
    dz[:, :H] = dc * c_prev * f * (1 - f)
    dz[:, H:2*H] = dc * g * i * (1 - i)
    dz[:, 2*H:3*H] = dc * i * (1 - g)**2
    dz[:, 3*H:] = dh_t * c * o * (1 - o)

    dxh = dz @ V
    dV = dz.T @ xh
    db = dz.sum(axis=0)
    I = x_t.shape[1]
    grads = {}
    for n, k in enumerate(order):
        rows = slice(n * H, (n + 1) * H)
        grads["W_" + k] = dV[rows, :I]
        grads["U_" + k] = dV[rows, I:]
        grads["b_" + k] = db[rows]
    return dxh[:, :I], dxh[:, I:], dc * f, grads
