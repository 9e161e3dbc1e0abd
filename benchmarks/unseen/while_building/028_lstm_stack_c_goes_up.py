# slip: line 22: the cell state goes up to the next layer, it should be the hidden state h[l]
import numpy as np

def sg(z):
    return 0.5 + 0.5 * np.tanh(0.5 * z)

def lstm_stack(X, h_0, c_0, layers):
    T = X.shape[0]
    L = len(layers)
    h = [h_0[l] for l in range(L)]
    c = [c_0[l] for l in range(L)]
    top = []
    for t in range(T):
        y = X[t]
        for l, p in enumerate(layers):
            f = sg(y @ p['W_f'].T + h[l] @ p['U_f'].T + p['b_f'])
            i = sg(y @ p['W_i'].T + h[l] @ p['U_i'].T + p['b_i'])
            g = np.tanh(y @ p['W_g'].T + h[l] @ p['U_g'].T + p['b_g'])
            o = sg(y @ p['W_o'].T + h[l] @ p['U_o'].T + p['b_o'])
            c[l] = f * c[l] + i * g
            h[l] = o * np.tanh(c[l])
            y = c[l]
        top.append(h[-1])
    return np.array(top), np.array(h), np.array(c)
