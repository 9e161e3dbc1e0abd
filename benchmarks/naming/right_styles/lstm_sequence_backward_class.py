import numpy as np


class LSTMNode:
    """One time step that remembers what it needs for its backward pass."""

    def __init__(self, params, grads):
        self.p = params
        self.grads = grads

    @staticmethod
    def sigmoid(z):
        return np.exp(-np.logaddexp(0, -z))

    def affine(self, k):
        return self.x @ self.p["W_" + k].T + self.h_prev @ self.p["U_" + k].T + self.p["b_" + k]

    def forward(self, x, h_prev, c_prev):
        self.x, self.h_prev, self.c_prev = x, h_prev, c_prev
        self.f = self.sigmoid(self.affine("f"))
        self.i = self.sigmoid(self.affine("i"))
        self.g = np.tanh(self.affine("g"))
        self.o = self.sigmoid(self.affine("o"))
        self.c = self.f * c_prev + self.i * self.g
        self.tanh_c = np.tanh(self.c)
        return self.o * self.tanh_c, self.c

    def backward(self, dh, dc):
        dc = dc + dh * self.o * (1 - self.tanh_c ** 2)
        deltas = {
            "f": dc * self.c_prev * self.f * (1 - self.f),
            "i": dc * self.g * self.i * (1 - self.i),
            "g": dc * self.i * (1 - self.g ** 2),
            "o": dh * self.tanh_c * self.o * (1 - self.o),
        }
        dx = 0
        dh_prev = 0
        for k, d in deltas.items():
            dx = dx + d @ self.p["W_" + k]
            dh_prev = dh_prev + d @ self.p["U_" + k]
            self.grads["W_" + k] += d.T @ self.x
            self.grads["U_" + k] += d.T @ self.h_prev
            self.grads["b_" + k] += d.sum(axis=0)
        return dx, dh_prev, dc * self.f


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    grads = {}
    for key in params:
        grads[key] = np.zeros(params[key].shape)
    nodes = []
    h, c = h_0, c_0
    for x in X:
        node = LSTMNode(params, grads)
        h, c = node.forward(x, h, c)
        nodes.append(node)

    dX = []
    dh, dc = np.zeros(h_0.shape), np.zeros(c_0.shape)
    for node, dh_direct in zip(nodes[::-1], dhs[::-1]):
        dx, dh, dc = node.backward(dh + dh_direct, dc)
        dX.append(dx)
    dX.reverse()
    return np.array(dX), dh, dc, grads
