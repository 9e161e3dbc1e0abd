# slip: line 29: this is the cell state after the first step, the last one is cs[-1]
import numpy as np


def sigmoid(u):
    return np.exp(-np.logaddexp(0, -u))


def layer_forward(X, h, c, p):
    hs, cs = [], []
    for x in X:
        f = sigmoid(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
        i = sigmoid(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
        g = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
        o = sigmoid(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
        c = f * c + i * g
        h = o * np.tanh(c)
        hs.append(h)
        cs.append(c)
    return np.array(hs), np.array(cs)


def lstm_stack(X, h_0, c_0, layers):
    out = X
    h_T, c_T = np.empty(h_0.shape), np.empty(c_0.shape)
    for l in range(len(layers)):
        out, cs = layer_forward(out, h_0[l], c_0[l], layers[l])
        h_T[l] = out[-1]
        c_T[l] = cs[0]
    return out, h_T, c_T
