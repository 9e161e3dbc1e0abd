# slip: line 42: dX is collected from the last step to the first and never turned round
import numpy as np


def sigm(a):
    return 1 / (1 + np.exp(-a))


def gates(x, h, p):
    zf, zi, zg, zo = [x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k] for k in "figo"]
    return sigm(zf), sigm(zi), np.tanh(zg), sigm(zo)


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    f, i, g, o = gates(x_t, h_prev, params)
    tc = np.tanh(f * c_prev + i * g)
    dc = dc_t + dh_t * o * (1 - tc * tc)
    dzs = {"f": dc * c_prev * f * (1 - f), "i": dc * g * i * (1 - i),
           "g": dc * i * (1 - g * g), "o": dh_t * tc * o * (1 - o)}
    dx = sum(dzs[k] @ params["W_" + k] for k in "figo")
    dh = sum(dzs[k] @ params["U_" + k] for k in "figo")
    grads = {"W_" + k: dzs[k].T @ x_t for k in "figo"}
    grads.update({"U_" + k: dzs[k].T @ h_prev for k in "figo"})
    grads.update({"b_" + k: dzs[k].sum(axis=0) for k in "figo"})
    return dx, dh, dc * f, grads


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    hs, cs = [h_0], [c_0]
    for x in X:
        f, i, g, o = gates(x, hs[-1], params)
        cs.append(f * cs[-1] + i * g)
        hs.append(o * np.tanh(cs[-1]))

    total = {k: 0 for k in params}
    dh, dc = np.zeros_like(h_0), np.zeros_like(c_0)
    dxs = []
    for t in reversed(range(len(X))):
        dx, dh, dc, g = lstm_step_backward(dhs[t] + dh, dc, X[t], hs[t], cs[t], params)
        dxs.append(dx)
        total = {k: total[k] + g[k] for k in total}
    return np.stack(dxs), dh, dc, total
