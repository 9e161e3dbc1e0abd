# slip: line 51: the gradient of the cell state is thrown away and every step starts with zero
# slip: line 53: dh is increased by the result of the step back instead of being replaced by it, so it still contains the gradients of later states
import numpy as np


def sg(a):
    return 1 / (1 + np.exp(-a))


def fwd(x, h, c, P):
    f = sg(x @ P["W_f"].T + h @ P["U_f"].T + P["b_f"])
    i = sg(x @ P["W_i"].T + h @ P["U_i"].T + P["b_i"])
    g = np.tanh(x @ P["W_g"].T + h @ P["U_g"].T + P["b_g"])
    o = sg(x @ P["W_o"].T + h @ P["U_o"].T + P["b_o"])
    c = f * c + i * g
    return o * np.tanh(c), c, f, i, g, o


def bwd(dh, dc, x, h, c, P):
    _, c_new, f, i, g, o = fwd(x, h, c, P)
    t = np.tanh(c_new)
    dct = dc + dh * o * (1 - t ** 2)
    zf = dct * c * f * (1 - f)
    zi = dct * g * i * (1 - i)
    zg = dct * i * (1 - g ** 2)
    zo = dh * t * o * (1 - o)
    G = {}
    for k, z in zip("figo", (zf, zi, zg, zo)):
        G["W_" + k] = z.T @ x
        G["U_" + k] = z.T @ h
        G["b_" + k] = np.sum(z, axis=0)
    dx = zf @ P["W_f"] + zi @ P["W_i"] + zg @ P["W_g"] + zo @ P["W_o"]
    dhp = zf @ P["U_f"] + zi @ P["U_i"] + zg @ P["U_g"] + zo @ P["U_o"]
    return dx, dhp, dct * f, G


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T = len(X)
    H_, C_ = [h_0], [c_0]
    for t in range(T):
        hh, cc = fwd(X[t], H_[t], C_[t], params)[:2]
        H_.append(hh)
        C_.append(cc)
    dX = np.zeros_like(X)
    grads = {k: np.zeros_like(params[k]) for k in params}
    dh = np.zeros_like(h_0)
    dc = np.zeros_like(c_0)
    t = T - 1
    while t >= 0:
        dh = dh + dhs[t]
        dx, dhp, dcp, G = bwd(dh, np.zeros_like(dc), X[t], H_[t], C_[t], params)
        dX[t] = dx
        dh = dh + dhp
        dc = dcp
        for k in grads:
            grads[k] = grads[k] + G[k]
        t -= 1
    return dX, dh, dc, grads
