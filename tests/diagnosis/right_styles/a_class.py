"""A class that holds the parameters."""
import numpy as np


class Cell:
    def __init__(self, params):
        self.params = params

    def gate(self, name, x, h):
        z = x @ self.params[f"W_{name}"].T + h @ self.params[f"U_{name}"].T + self.params[f"b_{name}"]
        return np.tanh(z) if name == "g" else self.squash(z)

    @staticmethod
    def squash(z):
        return 1 / (1 + np.exp(-z))

    def __call__(self, x, h, c):
        c = self.gate("f", x, h) * c + self.gate("i", x, h) * self.gate("g", x, h)
        return self.gate("o", x, h) * np.tanh(c), c


def lstm_step(x_t, h_prev, c_prev, params):
    return Cell(params)(x_t, h_prev, c_prev)


def lstm_sequence(X, h_0, c_0, params):
    cell, h, c, hs = Cell(params), h_0, c_0, []
    for x in X:
        h, c = cell(x, h, c)
        hs.append(h)
    return np.array(hs), h, c


class Stack:
    def __init__(self, layers):
        self.layers = layers

    def run(self, X, h_0, c_0):
        finals = []
        for number, params in enumerate(self.layers):
            X, *final = lstm_sequence(X, h_0[number], c_0[number], params)
            finals.append(final)
        return X, np.stack([h for h, _ in finals]), np.stack([c for _, c in finals])


def lstm_stack(X, h_0, c_0, layers):
    return Stack(layers).run(X, h_0, c_0)
