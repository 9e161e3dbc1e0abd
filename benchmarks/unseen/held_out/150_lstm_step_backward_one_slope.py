# slip: line 19: the slope a (1 - a) of the sigmoid is used for all four layers, also for the candidate with its tanh
import numpy as np

def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    act = {}
    for k in ('f', 'i', 'g', 'o'):
        z = x_t.dot(params['W_%s' % k].T) + h_prev.dot(params['U_%s' % k].T) + params['b_%s' % k]
        act[k] = np.tanh(z) if k == 'g' else 1.0 / (1.0 + np.exp(-z))
    c_t = act['f'] * c_prev + act['i'] * act['g']
    th = np.tanh(c_t)

    dc = dc_t + dh_t * act['o'] * (1 - th * th)
    upstream = {'f': dc * c_prev, 'i': dc * act['g'], 'g': dc * act['i'], 'o': dh_t * th}

    dx_t = np.zeros_like(x_t)
    dh_prev = np.zeros_like(h_prev)
    grads = {}
    for k in upstream:
        dz = upstream[k] * act[k] * (1 - act[k])
        dx_t += dz.dot(params['W_%s' % k])
        dh_prev += dz.dot(params['U_%s' % k])
        grads['W_%s' % k] = dz.T.dot(x_t)
        grads['U_%s' % k] = dz.T.dot(h_prev)
        grads['b_%s' % k] = np.sum(dz, axis=0)
    return dx_t, dh_prev, dc * act['f'], grads
