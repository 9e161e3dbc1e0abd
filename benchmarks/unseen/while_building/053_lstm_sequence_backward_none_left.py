# slip: line 25: the loop ends before t = 0, so the first step is left out and dX[0] stays None
import numpy as np

def s(z):
    return np.exp(-np.logaddexp(0, -z))

def cell(x, h, c, p):
    xh = np.concatenate([x, h], axis=1)
    a = {k: xh @ np.concatenate([p['W_' + k], p['U_' + k]], axis=1).T + p['b_' + k] for k in 'figo'}
    f, i, g, o = s(a['f']), s(a['i']), np.tanh(a['g']), s(a['o'])
    c_new = f * c + i * g
    return o * np.tanh(c_new), c_new, (f, i, g, o)

def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T = len(X)
    hs = [h_0]
    cs = [c_0]
    act = []
    for t in range(T):
        h, c, a = cell(X[t], hs[t], cs[t], params)
        hs.append(h); cs.append(c); act.append(a)
    dX = [None] * T
    grads = {k: 0 for k in params}
    dh, dc = 0, 0
    for t in range(T - 1, 0, -1):
        f, i, g, o = act[t]
        tc = np.tanh(cs[t + 1])
        dh = dh + dhs[t]
        dc = dc + dh * o * (1 - tc ** 2)
        d = {'f': dc * cs[t] * f * (1 - f), 'i': dc * g * i * (1 - i),
             'g': dc * i * (1 - g ** 2), 'o': dh * tc * o * (1 - o)}
        for k in d:
            grads['W_' + k] = grads['W_' + k] + d[k].T @ X[t]
            grads['U_' + k] = grads['U_' + k] + d[k].T @ hs[t]
            grads['b_' + k] = grads['b_' + k] + d[k].sum(axis=0)
        dX[t] = sum(d[k] @ params['W_' + k] for k in d)
        dh = sum(d[k] @ params['U_' + k] for k in d)
        dc = dc * f
    return np.stack(dX), dh, dc, grads
