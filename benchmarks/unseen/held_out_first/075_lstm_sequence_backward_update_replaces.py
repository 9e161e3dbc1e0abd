# slip: line 52: dict.update replaces the gradients at each step instead of adding them, so only those of step 1 are left
import numpy as np


class Step:
    """One time step; remembers what it needs for the way back."""

    def __init__(self, params):
        self.p = params

    def forward(self, x, h, c):
        p = self.p
        lin = lambda k: x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k]
        s = lambda a: 1 / (1 + np.exp(-a))
        self.x, self.h, self.c = x, h, c
        self.f, self.i, self.g, self.o = s(lin("f")), s(lin("i")), np.tanh(lin("g")), s(lin("o"))
        c_new = self.f * c + self.i * self.g
        self.tc = np.tanh(c_new)
        return self.o * self.tc, c_new

    def backward(self, dh, dc):
        dc = dc + dh * self.o * (1 - self.tc ** 2)
        dz = {
            "f": dc * self.c * self.f * (1 - self.f),
            "i": dc * self.g * self.i * (1 - self.i),
            "g": dc * self.i * (1 - self.g ** 2),
            "o": dh * self.tc * self.o * (1 - self.o),
        }
        g = {}
        dx, dhp = 0, 0
        for k, d in dz.items():
            g["W_" + k] = d.T @ self.x
            g["U_" + k] = d.T @ self.h
            g["b_" + k] = d.sum(0)
            dx = dx + d @ self.p["W_" + k]
            dhp = dhp + d @ self.p["U_" + k]
        return dx, dhp, dc * self.f, g


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    steps = [Step(params) for _ in X]
    h, c = h_0, c_0
    for s, x in zip(steps, X):
        h, c = s.forward(x, h, c)

    grads = {}
    dX = np.empty_like(X)
    dh = np.zeros_like(h_0)
    dc = np.zeros_like(c_0)
    for t in range(len(steps))[::-1]:
        dX[t], dh, dc, g = steps[t].backward(dhs[t] + dh, dc)
        grads.update(g)
    return dX, dh, dc, grads
