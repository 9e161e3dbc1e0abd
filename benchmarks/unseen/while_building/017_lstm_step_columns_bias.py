# slip: line 14: the bias must be a column (H, 1) here, (H,) is added along the examples
import numpy as np

# a<t>, x<t> as columns, one column per example

def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

def lstm_step(x_t, h_prev, c_prev, params):
    concat = np.concatenate((h_prev.T, x_t.T), axis=0)
    out = {}
    for k in ['f', 'i', 'g', 'o']:
        Wk = np.concatenate((params['U_' + k], params['W_' + k]), axis=1)
        out[k] = np.dot(Wk, concat) + params['b_' + k]
    ft = sigmoid(out['f'])
    it = sigmoid(out['i'])
    cct = np.tanh(out['g'])
    ot = sigmoid(out['o'])
    c_next = ft * c_prev.T + it * cct
    a_next = ot * np.tanh(c_next)
    return a_next.T, c_next.T
