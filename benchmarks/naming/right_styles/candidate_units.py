import numpy as np

def candidate(x_t, h_prev, W_g, U_g, b_g):
    cols = [np.tanh((x_t * w).sum(axis=1) + (h_prev * u).sum(axis=1) + b)
            for w, u, b in zip(W_g, U_g, b_g)]
    return np.stack(cols, axis=1)
