# slip: line 35: the bias gradients are not added up over the steps
import numpy as np

def sg(a): return 1/(1+np.exp(-a))

def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    p = params
    T = len(X)
    cache = []
    h, c = h_0, c_0
    for t in range(T):
        x = X[t]
        f = sg(x @ p['W_f'].T + h @ p['U_f'].T + p['b_f'])
        i = sg(x @ p['W_i'].T + h @ p['U_i'].T + p['b_i'])
        g = np.tanh(x @ p['W_g'].T + h @ p['U_g'].T + p['b_g'])
        o = sg(x @ p['W_o'].T + h @ p['U_o'].T + p['b_o'])
        c_new = f * c + i * g
        cache.append((x, h, c, f, i, g, o, c_new))
        h, c = o * np.tanh(c_new), c_new
    grads = {k: np.zeros_like(v) for k, v in p.items()}
    dX = np.zeros_like(X)
    dh = np.zeros_like(h_0)
    dc = np.zeros_like(c_0)
    for t in range(T - 1, -1, -1):
        x, h, c, f, i, g, o, c_new = cache[t]
        dh = dh + dhs[t]
        tc = np.tanh(c_new)
        dc = dc + dh * o * (1 - tc ** 2)
        dz = {'o': dh * tc * o * (1 - o), 'f': dc * c * f * (1 - f),
              'i': dc * g * i * (1 - i), 'g': dc * i * (1 - g ** 2)}
        dh = np.zeros_like(h_0)
        for k in dz:
            grads['W_' + k] += dz[k].T @ x
            grads['U_' + k] += dz[k].T @ h
            grads['b_' + k] = dz[k].sum(0)
            dX[t] += dz[k] @ p['W_' + k]
            dh += dz[k] @ p['U_' + k]
        dc = dc * f
    return dX, dh, dc, grads
