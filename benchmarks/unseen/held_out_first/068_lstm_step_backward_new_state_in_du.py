# slip: line 31: the gradients of U are taken with the new hidden state; U was multiplied by the previous one
import numpy as np


def forward(x, h, c, P):
    s = lambda v: 1 / (1 + np.exp(-v))
    f = s(x @ P["W_f"].T + h @ P["U_f"].T + P["b_f"])
    i = s(x @ P["W_i"].T + h @ P["U_i"].T + P["b_i"])
    g = np.tanh(x @ P["W_g"].T + h @ P["U_g"].T + P["b_g"])
    o = s(x @ P["W_o"].T + h @ P["U_o"].T + P["b_o"])
    c = f * c + i * g
    h = o * np.tanh(c)
    return h, c, (f, i, g, o)


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    h, c, (f, i, g, o) = forward(x_t, h_prev, c_prev, params)
    t = np.tanh(c)
    dc = dc_t + dh_t * o * (1 - t ** 2)
    dZ = np.stack([
        dc * c_prev * f * (1 - f),
        dc * g * i * (1 - i),
        dc * i * (1 - g ** 2),
        dh_t * t * o * (1 - o),
    ])
    W = np.stack([params["W_" + k] for k in "figo"])
    U = np.stack([params["U_" + k] for k in "figo"])
    dx = np.einsum("kbh,khi->bi", dZ, W)
    dh = np.einsum("kbh,khj->bj", dZ, U)
    dW = np.einsum("kbh,bi->khi", dZ, x_t)
    dU = np.einsum("kbh,bj->khj", dZ, h)
    db = np.einsum("kbh->kh", dZ)
    grads = {}
    for n, k in enumerate("figo"):
        grads["W_" + k], grads["U_" + k], grads["b_" + k] = dW[n], dU[n], db[n]
    return dx, dh, dc * f, grads
