# slip: line 16: h is overwritten before the output gate reads the old one
# slip: line 17: h is overwritten before the output gate reads the old one
import numpy as np

def s(v):
    return 1 / (1 + np.exp(-v))

def lstm_sequence(X, h_0, c_0, params):
    h, c = h_0, c_0
    hs = []
    for x in X:
        i = s(x @ params['W_i'].T + h @ params['U_i'].T + params['b_i'])
        f = s(x @ params['W_f'].T + h @ params['U_f'].T + params['b_f'])
        g = np.tanh(x @ params['W_g'].T + h @ params['U_g'].T + params['b_g'])
        c = f * c + i * g
        h = np.tanh(c)
        o = s(x @ params['W_o'].T + h @ params['U_o'].T + params['b_o'])
        h = o * h
        hs.append(h)
    return np.stack(hs), h, c
