# slip: line 19: the candidate has tanh as its activation, not the sigmoid
import numpy as np

class Layer:
    def __init__(self, W, U, b, activation):
        self.W = W
        self.U = U
        self.b = b
        self.activation = activation

    def forward(self, x, h):
        z = x @ self.W.T + h @ self.U.T + self.b
        return self.activation(z)

def logistic(z):
    return 0.5 * np.tanh(0.5 * z) + 0.5

def candidate(x_t, h_prev, W_g, U_g, b_g):
    layer = Layer(W_g, U_g, b_g, activation=logistic)
    return layer.forward(x_t, h_prev)
