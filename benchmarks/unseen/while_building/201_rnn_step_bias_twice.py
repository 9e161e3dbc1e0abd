# slip: line 6: the bias is added twice
import numpy as np

def rnn_step(x_t, h_prev, W, U, b):
    inp = np.dot(x_t, W.T) + b
    rec = np.dot(h_prev, U.T) + b
    return np.tanh(inp + rec)
