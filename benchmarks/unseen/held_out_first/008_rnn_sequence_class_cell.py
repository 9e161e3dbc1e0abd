# slip: line 12: the cell keeps the pre-activation as its state instead of its tanh
# slip: line 17: the cell is created with a state of zeros and h_0 is never used
import numpy as np


class Cell:
    def __init__(self, W, U, b, start):
        self.W, self.U, self.b = W, U, b
        self.state = start

    def __call__(self, x):
        self.state = x @ self.W.T + self.state @ self.U.T + self.b
        return np.tanh(self.state)


def rnn_sequence(X, h_0, W, U, b):
    cell = Cell(W, U, b, np.zeros_like(h_0))
    return np.array([cell(x) for x in X])
