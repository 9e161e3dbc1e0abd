# slip: line 27: each layer starts from the last states of the layer below, not from its own h_0[l] and c_0[l]
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def lstm_layer(X, h, c, P):
    W = np.vstack([P["W_i"], P["W_f"], P["W_o"], P["W_g"]])
    U = np.vstack([P["U_i"], P["U_f"], P["U_o"], P["U_g"]])
    b = np.hstack([P["b_i"], P["b_f"], P["b_o"], P["b_g"]])
    out = []
    for x in X:
        zi, zf, zo, zg = np.hsplit(x @ W.T + h @ U.T + b, 4)
        c = sigmoid(zf) * c + sigmoid(zi) * np.tanh(zg)
        h = sigmoid(zo) * np.tanh(c)
        out.append(h)
    return np.stack(out), h, c


def lstm_stack(X, h_0, c_0, layers):
    hs = X
    h, c = h_0[0], c_0[0]
    all_h, all_c = [], []
    for P in layers:
        hs, h, c = lstm_layer(hs, h, c, P)
        all_h.append(h)
        all_c.append(c)
    return hs, np.stack(all_h), np.stack(all_c)
