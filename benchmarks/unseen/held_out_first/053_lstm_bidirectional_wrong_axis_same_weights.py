# slip: line 24: the sequence is turned round along axis 1, which is the batch and not time
# slip: line 26: both runs use the weights of the forward LSTM
import numpy as np


def lstm(X, p):
    sig = lambda a: 1 / (1 + np.exp(-a))
    h = np.zeros((X.shape[1], p["b_i"].size))
    c = h.copy()
    res = []
    for t in range(X.shape[0]):
        x = X[t]
        f = sig(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
        i = sig(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
        g = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
        o = sig(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
        c = f * c + i * g
        h = o * np.tanh(c)
        res.append(h)
    return np.array(res)


def lstm_bidirectional(X, forward, backward):
    rev = lambda A: A[:, ::-1]
    h_fwd = lstm(X, forward)
    h_bwd = rev(lstm(rev(X), forward))
    return np.concatenate([h_fwd, h_bwd], axis=2)
