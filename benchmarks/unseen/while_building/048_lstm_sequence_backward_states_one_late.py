# slip: line 38: hs[t], cs[t] are the states after the step (h_0, c_0 are not in the lists): the states before it are needed
import numpy as np

def sig(z):
    return (1 + np.tanh(z / 2)) / 2

def step(x, h, c, p):
    z = [x @ p['W_' + k].T + h @ p['U_' + k].T + p['b_' + k] for k in 'figo']
    f, i, g, o = sig(z[0]), sig(z[1]), np.tanh(z[2]), sig(z[3])
    c2 = f * c + i * g
    return o * np.tanh(c2), c2, (f, i, g, o)

def step_back(dh, dc, x, h, c, p):
    _, c2, (f, i, g, o) = step(x, h, c, p)
    dc = dc + dh * o * (1 - np.tanh(c2) ** 2)
    d = dict(f=dc * c * f * (1 - f), i=dc * g * i * (1 - i), g=dc * i * (1 - g ** 2),
             o=dh * np.tanh(c2) * o * (1 - o))
    dx = sum(d[k] @ p['W_' + k] for k in d)
    dh = sum(d[k] @ p['U_' + k] for k in d)
    gr = {}
    for k in d:
        gr['W_' + k] = d[k].T @ x
        gr['U_' + k] = d[k].T @ h
        gr['b_' + k] = d[k].sum(0)
    return dx, dh, dc * f, gr

def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    hs, cs = [], []
    h, c = h_0, c_0
    for x in X:
        h, c, _ = step(x, h, c, params)
        hs.append(h)
        cs.append(c)
    dX = np.zeros_like(X)
    dh, dc = np.zeros_like(h_0), np.zeros_like(c_0)
    total = {k: np.zeros_like(v) for k, v in params.items()}
    for t in range(len(X) - 1, -1, -1):
        dX[t], dh, dc, gr = step_back(dhs[t] + dh, dc, X[t], hs[t], cs[t], params)
        for k in gr:
            total[k] = total[k] + gr[k]
    return dX, dh, dc, total
