# slip: line 10: tanh(z) is 2 sigma(2z) - 1; here sigma gets z and not 2z
import numpy as np

σ = lambda a: 1 / (1 + np.exp(-a))


def candidate(x_t, h_prev, W_g, U_g, b_g):
    z = x_t @ W_g.T + h_prev @ U_g.T + b_g
    # same sigmoid as the gates, only stretched from (0, 1) to (-1, 1)
    return 2 * σ(z) - 1
