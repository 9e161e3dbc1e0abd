# slip: line 7: the buffer is made of integer zeros, so every value is cut off to 0
import numpy as np
from math import tanh

def hidden_state(o_t, c_t):
    rows, cols = c_t.shape
    h_t = np.array([[0] * cols for _ in range(rows)])
    for r in range(rows):
        for c in range(cols):
            h_t[r][c] = o_t[r][c] * tanh(c_t[r][c])
    return h_t
