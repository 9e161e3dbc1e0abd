# slip: line 7: the result is never returned, so the function gives None
import numpy as np


def hidden_state(o_t, c_t):
    squashed = np.tanh(c_t)
    h_t = o_t * squashed
