# slip: line 7: the inputs are joined as [h, x] but the weights as [W, U], so the columns do not belong together
import numpy as np

def rnn_step(x_t, h_prev, W, U, b):
    """h_t = tanh([x, h] . weights + b) in one matrix product"""
    weights = np.concatenate([W, U], axis=1)          # (H, I+H)
    concat = np.concatenate([h_prev, x_t], axis=1)    # (B, I+H)
    return np.tanh(np.dot(concat, weights.T) + b)
