import numpy as np


class Gate:
    def __init__(self, W, U, b):
        self.W, self.U, self.b = W, U, b

    @staticmethod
    def _sigmoid(z):
        return 0.5 * (np.tanh(0.5 * z) + 1)

    def __call__(self, x, h):
        return self._sigmoid(x @ self.W.T + h @ self.U.T + self.b)


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    gate = Gate(W_o, U_o, b_o)
    return gate(x_t, h_prev)
