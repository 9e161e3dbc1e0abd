# slip: line 6: np.tan is typed for np.tanh
import numpy as np


def hidden_state(o_t, c_t):
    squashed = np.tan(c_t)
    return np.multiply(o_t, squashed)
