# slip: line 22: returns the cell state first and the hidden state second
import numpy as np

class Gate:
    def __init__(self, params, name):
        self.W = params["W_" + name]
        self.U = params["U_" + name]
        self.b = params["b_" + name]

    def __call__(self, x, h):
        return x @ self.W.T + h @ self.U.T + self.b


def lstm_step(x_t, h_prev, c_prev, params):
    squash = lambda a: 1 / (1 + np.exp(-a))
    forget = squash(Gate(params, "f")(x_t, h_prev))
    write = squash(Gate(params, "i")(x_t, h_prev))
    content = np.tanh(Gate(params, "g")(x_t, h_prev))
    show = squash(Gate(params, "o")(x_t, h_prev))
    c = forget * c_prev + write * content
    h = show * np.tanh(c)
    return c, h
