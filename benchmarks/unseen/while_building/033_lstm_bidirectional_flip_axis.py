# slip: line 19: fliplr turns round axis 1, which is the batch, and not time
import numpy as np

def run(X, p):
    T, B, I = X.shape
    H = p['b_f'].shape[0]
    h, c = np.zeros((B, H)), np.zeros((B, H))
    hs = np.zeros((T, B, H))
    for t in range(T):
        a = [X[t] @ p['W_' + k].T + h @ p['U_' + k].T + p['b_' + k] for k in 'figo']
        f, i, o = [np.exp(-np.logaddexp(0, -a[n])) for n in (0, 1, 3)]
        c = f * c + i * np.tanh(a[2])
        h = o * np.tanh(c)
        hs[t] = h
    return hs

def lstm_bidirectional(X, forward, backward):
    a = run(X, forward)
    b = run(np.fliplr(X), backward)
    b = np.fliplr(b)
    return np.concatenate((a, b), axis=2)
