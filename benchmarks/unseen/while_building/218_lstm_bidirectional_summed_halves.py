# slip: line 23: the forward states are added to the backward half
import numpy as np

def sg(a): return 1/(1+np.exp(-a))

def one_way(X, p):
    B, H = X.shape[1], p['b_f'].shape[0]
    h = np.zeros((B, H)); c = np.zeros((B, H))
    ys = []
    for x in X:
        f = sg(x @ p['W_f'].T + h @ p['U_f'].T + p['b_f'])
        i = sg(x @ p['W_i'].T + h @ p['U_i'].T + p['b_i'])
        g = np.tanh(x @ p['W_g'].T + h @ p['U_g'].T + p['b_g'])
        o = sg(x @ p['W_o'].T + h @ p['U_o'].T + p['b_o'])
        c = f*c + i*g
        h = o*np.tanh(c)
        ys.append(h)
    return np.array(ys)

def lstm_bidirectional(X, forward, backward):
    a = one_way(X, forward)
    b = one_way(X[::-1], backward)[::-1]
    b = a + b
    return np.concatenate([a, b], axis=2)
