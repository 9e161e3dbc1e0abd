# slip: line 8: raises: ValueError, the pre-activation is (H, B) and the bias of shape (H,) is not made a column
import numpy as np

# working with one example per column, as in the lecture
def rnn_step(x_t, h_prev, W, U, b):
    x = x_t.T
    h = h_prev.T
    a = W @ x + U @ h + b
    h_next = np.tanh(a)
    return h_next.T
