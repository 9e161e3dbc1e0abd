# slip: line 6: the gate is squashed once more
import numpy as np

def hidden_state(o_t, c_t):
    squashed = np.tanh(c_t)
    gate = 1 / (1 + np.exp(-o_t))
    return gate * squashed
