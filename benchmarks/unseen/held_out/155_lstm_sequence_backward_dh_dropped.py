# slip: line 42: only the direct gradient dhs[t] is used, the one from the next step is not added
import numpy as np

def _sig(z):
    return 1 / (1 + np.exp(-z))

def _fwd(x, h, c, p):
    f = _sig(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
    i = _sig(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
    g = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
    o = _sig(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
    c_new = f * c + i * g
    return o * np.tanh(c_new), c_new, (f, i, g, o)

def _bwd(dh, dc, x, h, c, p):
    _, c_new, (f, i, g, o) = _fwd(x, h, c, p)
    t = np.tanh(c_new)
    dc = dc + dh * o * (1 - t ** 2)
    dz = {"f": dc * c * f * (1 - f), "i": dc * g * i * (1 - i),
          "g": dc * i * (1 - g ** 2), "o": dh * t * o * (1 - o)}
    grads = {}
    dx, dhp = 0, 0
    for k, d in dz.items():
        dx = dx + d @ p["W_" + k]
        dhp = dhp + d @ p["U_" + k]
        grads["W_" + k] = d.T @ x
        grads["U_" + k] = d.T @ h
        grads["b_" + k] = d.sum(axis=0)
    return dx, dhp, dc * f, grads

def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    hs, cs = [h_0], [c_0]
    for x in X:
        h, c, _ = _fwd(x, hs[-1], cs[-1], params)
        hs.append(h)
        cs.append(c)
    dX = np.zeros_like(X)
    total = {k: np.zeros_like(v) for k, v in params.items()}
    dh = np.zeros_like(h_0)
    dc = np.zeros_like(c_0)
    for t in range(len(X) - 1, -1, -1):
        dX[t], dh, dc, gr = _bwd(dhs[t], dc, X[t], hs[t], cs[t], params)
        for k in total:
            total[k] += gr[k]
    return dX, dh, dc, total
