# slip: line 35: Cs[t + 1] is c_t, the step back needs the state before it, Cs[t]
import numpy as np

def gates_of(x, h, P):
    pre = [x @ P["W_" + k].T + h @ P["U_" + k].T + P["b_" + k] for k in "figo"]
    return 1/(1+np.exp(-pre[0])), 1/(1+np.exp(-pre[1])), np.tanh(pre[2]), 1/(1+np.exp(-pre[3]))

def back_one(dh, dc_in, x, h, c, P):
    f, i, g, o = gates_of(x, h, P)
    ct = f*c + i*g
    dc = dc_in + dh*o*(1 - np.tanh(ct)**2)
    dzs = [dc*c*f*(1-f), dc*g*i*(1-i), dc*i*(1-g**2), dh*np.tanh(ct)*o*(1-o)]
    out = {}
    for k, dz in zip("figo", dzs):
        out["W_" + k] = dz.T @ x
        out["U_" + k] = dz.T @ h
        out["b_" + k] = dz.sum(axis=0)
    dx = sum(dz @ P["W_" + k] for k, dz in zip("figo", dzs))
    dhp = sum(dz @ P["U_" + k] for k, dz in zip("figo", dzs))
    return dx, dhp, dc*f, out

def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T = X.shape[0]
    Hs = np.empty((T + 1,) + h_0.shape)
    Cs = np.empty((T + 1,) + c_0.shape)
    Hs[0], Cs[0] = h_0, c_0
    for t in range(T):
        f, i, g, o = gates_of(X[t], Hs[t], params)
        Cs[t + 1] = f*Cs[t] + i*g
        Hs[t + 1] = o*np.tanh(Cs[t + 1])
    dX = np.empty(X.shape)
    dh = dc = np.zeros(h_0.shape)
    grads = {k: 0.0 for k in params}
    for t in range(T)[::-1]:
        dX[t], dh, dc, step = back_one(dhs[t] + dh, dc, X[t], Hs[t], Cs[t + 1], params)
        grads = {k: grads[k] + step[k] for k in grads}
    return dX, dh, dc, grads
