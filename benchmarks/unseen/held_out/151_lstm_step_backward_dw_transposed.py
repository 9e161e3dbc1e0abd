# slip: line 23: dW is x^T dz of shape (I, H), the transpose of what W needs
import numpy as np

def _forward(x, h, c, P):
    s = lambda a: 1 / (1 + np.exp(-a))
    lin = lambda k: x @ P["W_" + k].T + h @ P["U_" + k].T + P["b_" + k]
    f, i, g, o = s(lin("f")), s(lin("i")), np.tanh(lin("g")), s(lin("o"))
    return f, i, g, o, f * c + i * g

def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    f, i, g, o, c = _forward(x_t, h_prev, c_prev, params)
    tc = np.tanh(c)
    d_cell = dc_t + dh_t * o * (1 - tc ** 2)
    dz = {
        "f": d_cell * c_prev * f * (1 - f),
        "i": d_cell * g * i * (1 - i),
        "g": d_cell * i * (1 - g ** 2),
        "o": dh_t * tc * o * (1 - o),
    }
    dx = sum(dz[k] @ params["W_" + k] for k in dz)
    dh = sum(dz[k] @ params["U_" + k] for k in dz)
    grads = {}
    grads.update({"W_" + k: x_t.T @ dz[k] for k in dz})
    grads.update({"U_" + k: dz[k].T @ h_prev for k in dz})
    grads.update({"b_" + k: dz[k].sum(0) for k in dz})
    return dx, dh, d_cell * f, grads
