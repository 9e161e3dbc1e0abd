# slip: line 27: time is the first axis: this runs over the examples and not over the steps
import numpy as np


def logistic(v):
    return 0.5 * (np.tanh(0.5 * v) + 1.0)


class LSTM:
    def __init__(self, params, h, c):
        self.params, self.h, self.c = params, h, c

    def z(self, gate, x):
        return x @ self.params["W_" + gate].T + self.h @ self.params["U_" + gate].T + self.params["b_" + gate]

    def step(self, x):
        f, i, o = logistic(self.z("f", x)), logistic(self.z("i", x)), logistic(self.z("o", x))
        g = np.tanh(self.z("g", x))
        self.c = f * self.c + i * g
        self.h = o * np.tanh(self.c)
        return self.h


def lstm_sequence(X, h_0, c_0, params):
    net = LSTM(params, h_0, c_0)
    outputs = []
    for t in range(X.shape[1]):
        outputs.append(net.step(X[:, t, :]))
    return np.stack(outputs, axis=1), net.h, net.c
