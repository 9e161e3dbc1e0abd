# slip: line 18: self.c, the old cell state, is overwritten by the new one, and the backward pass reads it as c_prev for dz_f
import numpy as np


class Step:
    def __init__(self, params):
        self.params = params

    def _z(self, k):
        return (self.x @ self.params["W_" + k].T + self.h @ self.params["U_" + k].T
                + self.params["b_" + k])

    def forward(self, x, h, c):
        self.x, self.h, self.c = x, h, c
        sigmoid = lambda z: np.exp(-np.logaddexp(0, -z))
        self.f, self.i, self.o = sigmoid(self._z("f")), sigmoid(self._z("i")), sigmoid(self._z("o"))
        self.g = np.tanh(self._z("g"))
        self.c = self.f * self.c + self.i * self.g
        self.tanh_c = np.tanh(self.c)

    def backward(self, dh, dc):
        dc = dc + dh * self.o * (1 - self.tanh_c ** 2)
        dz = {"f": dc * self.c * self.f * (1 - self.f),
              "i": dc * self.g * self.i * (1 - self.i),
              "g": dc * self.i * (1 - self.g ** 2),
              "o": dh * self.tanh_c * self.o * (1 - self.o)}
        grads = {}
        for k in dz:
            grads["W_" + k] = dz[k].T @ self.x
            grads["U_" + k] = dz[k].T @ self.h
            grads["b_" + k] = dz[k].sum(axis=0)
        dx = sum(dz[k] @ self.params["W_" + k] for k in dz)
        dh_prev = sum(dz[k] @ self.params["U_" + k] for k in dz)
        return dx, dh_prev, dc * self.f, grads


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    s = Step(params)
    s.forward(x_t, h_prev, c_prev)
    return s.backward(dh_t, dc_t)
