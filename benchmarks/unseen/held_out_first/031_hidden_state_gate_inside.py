# slip: line 6: the gate is multiplied inside the tanh
import numpy as np


def hidden_state(o_t, c_t):
    shown = o_t * c_t        # what the gate lets out ...
    return np.tanh(shown)   # ... in (-1, 1)
