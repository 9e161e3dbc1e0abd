import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def lstm_step(x_t, h_prev, c_prev, params):
    def pre(k):
        return x_t @ params['W_' + k].T + h_prev @ params['U_' + k].T + params['b_' + k]

    f_t, i_t, o_t = sigmoid(pre('f')), sigmoid(pre('i')), sigmoid(pre('o'))
    g_t = np.tanh(pre('g'))
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


def lstm_sequence(X, h_0, c_0, params):
    hs = []
    h, c = h_0, c_0
    for t in range(len(X)):
        h, c = lstm_step(X[t], h, c, params)
        hs.append(h)
    return np.array(hs), h, c


def lstm_stack(X, h_0, c_0, layers):
    h_last, c_last = [], []
    inp = X
    for layer, params in enumerate(layers):
        inp, h, c = lstm_sequence(inp, h_0[layer], c_0[layer], params)
        h_last.append(h)
        c_last.append(c)
    return inp, np.stack(h_last), np.stack(c_last)
