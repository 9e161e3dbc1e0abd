# slip: line 19: an earlier state is carried on
import numpy as np

def sigmoid(a): return 1/(1+np.exp(-a))

def lstm_sequence(X, h_0, c_0, params):
    T, B, I = X.shape
    H = h_0.shape[1]
    W = np.concatenate([params['W_'+k] for k in 'figo'])
    U = np.concatenate([params['U_'+k] for k in 'figo'])
    b = np.concatenate([params['b_'+k] for k in 'figo'])
    hs = np.zeros((T, B, H))
    h, c = h_0, c_0
    for t in range(T):
        z = X[t] @ W.T + h @ U.T + b
        f, i, g, o = np.split(z, 4, axis=1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        hs[t] = sigmoid(o) * np.tanh(c)
        h = hs[t // 2]
    return hs, h, c
