# slip: line 24: the next layer starts from the last states of the one below
# slip: line 22: the next layer starts from the last states of the one below
import numpy as np

def sg(a): return 1/(1+np.exp(-a))

def run(X, h, c, p):
    out = []
    for x in X:
        f = sg(x @ p['W_f'].T + h @ p['U_f'].T + p['b_f'])
        i = sg(x @ p['W_i'].T + h @ p['U_i'].T + p['b_i'])
        g = np.tanh(x @ p['W_g'].T + h @ p['U_g'].T + p['b_g'])
        o = sg(x @ p['W_o'].T + h @ p['U_o'].T + p['b_o'])
        c = f*c + i*g
        h = o*np.tanh(c)
        out.append(h)
    return np.array(out), h, c

def lstm_stack(X, h_0, c_0, layers):
    seq = X
    hT, cT = [], []
    h, c = h_0[0], c_0[0]
    for p in layers:
        seq, h, c = run(seq, h, c, p)
        hT.append(h)
        cT.append(c)
    return seq, np.array(hT), np.array(cT)
