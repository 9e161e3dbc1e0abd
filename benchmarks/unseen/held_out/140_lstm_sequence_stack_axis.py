# slip: line 24: the states are stacked along axis 1, which gives (B, T, H) instead of (T, B, H)
import numpy as np

class LSTM:
    def __init__(self, params, h, c):
        self.params = params
        self.h = h
        self.c = c

    def _lin(self, x, k):
        P = self.params
        return x @ P['W_' + k].T + self.h @ P['U_' + k].T + P['b_' + k]

    def step(self, x):
        s = lambda z: 1 / (1 + np.exp(-z))
        f, i, o = s(self._lin(x, 'f')), s(self._lin(x, 'i')), s(self._lin(x, 'o'))
        g = np.tanh(self._lin(x, 'g'))
        self.c = self.c * f + i * g
        self.h = o * np.tanh(self.c)
        return self.h

def lstm_sequence(X, h_0, c_0, params):
    cell = LSTM(params, h_0, c_0)
    hs = np.stack([cell.step(x_t) for x_t in X], axis=1)
    return hs, cell.h, cell.c
