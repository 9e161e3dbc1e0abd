# slip: line 23: h and c are set once before the loop over layers, so each layer starts from the last states of the layer below instead of its own
import numpy as np


def run_layer(seq, h, c, P):
    S = lambda a: 1 / (1 + np.exp(-a))
    outs = []
    for x in seq:
        f = S(x @ P["W_f"].T + h @ P["U_f"].T + P["b_f"])
        i = S(x @ P["W_i"].T + h @ P["U_i"].T + P["b_i"])
        g = np.tanh(x @ P["W_g"].T + h @ P["U_g"].T + P["b_g"])
        o = S(x @ P["W_o"].T + h @ P["U_o"].T + P["b_o"])
        c = f * c + i * g
        h = o * np.tanh(c)
        outs.append(h)
    return np.array(outs), h, c


def lstm_stack(X, h_0, c_0, layers):
    seq = X
    last_h = np.zeros_like(h_0)
    last_c = np.zeros_like(c_0)
    h, c = h_0[0], c_0[0]
    for l, P in enumerate(layers):
        seq, h, c = run_layer(seq, h, c, P)
        last_h[l] = h
        last_c[l] = c
    return seq, last_h, last_c
