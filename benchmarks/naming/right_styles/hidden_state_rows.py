import numpy as np

def hidden_state(o_t, c_t):
    h = [o * np.tanh(c) for o, c in zip(o_t, c_t)]
    return np.vstack(h)
