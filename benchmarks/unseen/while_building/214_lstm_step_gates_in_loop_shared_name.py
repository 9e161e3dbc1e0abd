# slip: line 10: the candidate is squashed twice: sigmoid, then tanh
# slip: line 9: the candidate is squashed twice: sigmoid, then tanh
import numpy as np

def lstm_step(x_t, h_prev, c_prev, params):
    act = {}
    for k in 'fiog':
        z = x_t @ params['W_' + k].T + h_prev @ params['U_' + k].T + params['b_' + k]
        act[k] = 1 / (1 + np.exp(-z))
    act['g'] = np.tanh(act['g'])
    c_t = act['f'] * c_prev + act['i'] * act['g']
    h_t = act['o'] * np.tanh(c_t)
    return h_t, c_t
