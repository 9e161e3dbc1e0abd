import numpy as np

def sig(v):
    v = np.clip(v, -700, 700)
    return 1.0 / (1.0 + np.exp(-v))

def lstm_sequence(X, h_0, c_0, params):
    T = X.shape[0]
    B, H = h_0.shape
    h = np.zeros((T + 1, B, H))
    c = np.zeros((T + 1, B, H))
    h[0] = h_0
    c[0] = c_0
    for t in range(1, T + 1):
        x = X[t - 1]
        a = {}
        for k in ['f', 'i', 'g', 'o']:
            a[k] = x.dot(params['W_' + k].T) + h[t - 1].dot(params['U_' + k].T) + params['b_' + k]
        c[t] = sig(a['f']) * c[t - 1] + sig(a['i']) * np.tanh(a['g'])
        h[t] = sig(a['o']) * np.tanh(c[t])
    return h[1:], h[T], c[T]
