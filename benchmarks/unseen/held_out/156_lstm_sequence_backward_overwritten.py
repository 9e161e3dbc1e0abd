# slip: line 43: the weight gradients of U are overwritten at every step instead of added up
import numpy as np

def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T, B, I = X.shape
    H = h_0.shape[1]
    sigmoid = lambda z: 1 / (1 + np.exp(-z))
    gates = ['f', 'i', 'g', 'o']

    # ---------- forward ----------
    cache = []
    h, c = h_0, c_0
    for t in range(T):
        a = {}
        for k in gates:
            z = np.dot(X[t], params['W_' + k].T) + np.dot(h, params['U_' + k].T) + params['b_' + k]
            a[k] = np.tanh(z) if k == 'g' else sigmoid(z)
        c_new = a['f'] * c + a['i'] * a['g']
        cache.append((h, c, c_new, a))
        h, c = a['o'] * np.tanh(c_new), c_new

    # ---------- backward ----------
    dX = np.zeros((T, B, I))
    dh = np.zeros((B, H))
    dc = np.zeros((B, H))
    grads = {}
    for k in params:
        grads[k] = np.zeros(params[k].shape)
    for t in reversed(range(T)):
        h_prev, c_prev, c_t, a = cache[t]
        dh = dh + dhs[t]
        dc = dc + dh * a['o'] * (1 - np.tanh(c_t) ** 2)
        dz = {}
        dz['f'] = dc * c_prev * a['f'] * (1 - a['f'])
        dz['i'] = dc * a['g'] * a['i'] * (1 - a['i'])
        dz['g'] = dc * a['i'] * (1 - a['g'] ** 2)
        dz['o'] = dh * np.tanh(c_t) * a['o'] * (1 - a['o'])
        dh = np.zeros((B, H))
        for k in gates:
            dX[t] += np.dot(dz[k], params['W_' + k])
            dh += np.dot(dz[k], params['U_' + k])
            grads['W_' + k] += np.dot(dz[k].T, X[t])
            grads['U_' + k] = np.dot(dz[k].T, h_prev)
            grads['b_' + k] += np.sum(dz[k], axis=0)
        dc = dc * a['f']
    return dX, dh, dc, grads
