# slip: line 8: divides the gate by its sum over the units, as if the openings were shares that add up to one
import numpy as np


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    index = x_t @ W_i.T + h_prev @ U_i.T + b_i      # latent index, as in a logit model
    prob = 1 / (1 + np.exp(-index))
    prob = prob / prob.sum(axis=1, keepdims=True)
    return prob
