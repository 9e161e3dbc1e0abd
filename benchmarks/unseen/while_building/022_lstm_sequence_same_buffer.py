# slip: line 13: the same array is appended every time: all entries show the last step, a copy is needed
import numpy as np

def lstm_sequence(X, h_0, c_0, params):
    h = h_0.copy()
    c = c_0.copy()
    hs = []
    for x in X:
        z = {k: x @ params['W_' + k].T + h @ params['U_' + k].T + params['b_' + k] for k in 'figo'}
        s = {k: np.exp(-np.logaddexp(0, -z[k])) for k in 'fio'}
        c[:] = s['f'] * c + s['i'] * np.tanh(z['g'])
        h[:] = s['o'] * np.tanh(c)
        hs.append(h)
    return np.array(hs), h, c
