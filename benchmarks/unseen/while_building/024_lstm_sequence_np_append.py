# slip: line 19: np.append does not change the list, its result is lost and hs stays empty
import numpy as np

def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))

def lstm_sequence(X, h_0, c_0, params):
    hs = []
    h, c = h_0, c_0
    for t in range(X.shape[0]):
        xh = np.hstack([X[t], h])
        W = {k: np.hstack([params['W_' + k], params['U_' + k]]) for k in ['f', 'i', 'g', 'o']}
        ft = sigmoid(xh @ W['f'].T + params['b_f'])
        it = sigmoid(xh @ W['i'].T + params['b_i'])
        gt = np.tanh(xh @ W['g'].T + params['b_g'])
        ot = sigmoid(xh @ W['o'].T + params['b_o'])
        c = ft * c + it * gt
        h = ot * np.tanh(c)
        np.append(hs, h)
    return np.stack(hs), h, c
