# slip: line 29: stacking on a new last axis and reshaping puts forward and backward units alternately instead of one half after the other
import numpy as np


class LSTM:
    def __init__(self, p):
        self.p = p
        self.H = p["U_f"].shape[0]

    def gate(self, k, x, h):
        return x @ self.p["W_" + k].T + h @ self.p["U_" + k].T + self.p["b_" + k]

    def run(self, X):
        h = c = np.zeros((X.shape[1], self.H))
        hs = []
        for x in X:
            f, i, o = [1 / (1 + np.exp(-self.gate(k, x, h))) for k in "fio"]
            g = np.tanh(self.gate("g", x, h))
            c = f * c + i * g
            h = o * np.tanh(c)
            hs.append(h)
        return np.array(hs)


def lstm_bidirectional(X, forward, backward):
    T, B, _ = X.shape
    fw = LSTM(forward).run(X)
    bw = LSTM(backward).run(X[::-1])[::-1]
    both = np.stack([fw, bw], axis=-1)
    return both.reshape(T, B, -1)
