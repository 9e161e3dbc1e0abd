# slip: line 44: the list fills from the last step to the first and is never turned round: dX comes out in reversed time order
import numpy as np


class Node:
    def __init__(self, p, x, h, c):
        self.p, self.x, self.h, self.c = p, x, h, c
        s = lambda z: np.exp(-np.logaddexp(0, -z))
        self.f, self.i, self.o = s(self.z("f")), s(self.z("i")), s(self.z("o"))
        self.g = np.tanh(self.z("g"))
        self.c_new = self.f * c + self.i * self.g
        self.h_new = self.o * np.tanh(self.c_new)

    def z(self, k):
        return self.x @ self.p["W_" + k].T + self.h @ self.p["U_" + k].T + self.p["b_" + k]

    def backward(self, dh, dc, grads):
        tc = np.tanh(self.c_new)
        dc = dc + dh * self.o * (1 - tc ** 2)
        d = {"f": dc * self.c * self.f * (1 - self.f),
             "i": dc * self.g * self.i * (1 - self.i),
             "g": dc * self.i * (1 - self.g ** 2),
             "o": dh * tc * self.o * (1 - self.o)}
        for k in d:
            grads["W_" + k] += d[k].T @ self.x
            grads["U_" + k] += d[k].T @ self.h
            grads["b_" + k] += d[k].sum(axis=0)
        dx = sum(d[k] @ self.p["W_" + k] for k in d)
        return dx, sum(d[k] @ self.p["U_" + k] for k in d), dc * self.f


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    nodes = []
    h, c = h_0, c_0
    for x in X:
        nodes.append(Node(params, x, h, c))
        h, c = nodes[-1].h_new, nodes[-1].c_new
    grads = {k: np.zeros_like(v) for k, v in params.items()}
    dX = []
    dh = np.zeros_like(h)
    dc = np.zeros_like(c)
    for t in reversed(range(len(nodes))):
        dx, dh, dc = nodes[t].backward(dhs[t] + dh, dc, grads)
        dX.append(dx)
    return np.stack(dX), dh, dc, grads
