import numpy as np


def logistic(v):
    return np.exp(-np.logaddexp(0, -v))


def layer(X, h, c, P):
    W = np.vstack([P["W_f"], P["W_i"], P["W_o"], P["W_g"]])
    U = np.vstack([P["U_f"], P["U_i"], P["U_o"], P["U_g"]])
    b = np.hstack([P["b_f"], P["b_i"], P["b_o"], P["b_g"]])
    out = []
    for x in X:
        f, i, o, g = np.split(x @ W.T + h @ U.T + b, 4, axis=1)
        c = logistic(f) * c + logistic(i) * np.tanh(g)
        h = logistic(o) * np.tanh(c)
        out.append(h)
    return np.array(out), h, c


def lstm_stack(X, h_0, c_0, layers):
    below, h, c = layer(X, h_0[0], c_0[0], layers[0])
    if len(layers) == 1:
        return below, h[None], c[None]
    top, h_rest, c_rest = lstm_stack(below, h_0[1:], c_0[1:], layers[1:])
    return top, np.concatenate([h[None], h_rest]), np.concatenate([c[None], c_rest])
