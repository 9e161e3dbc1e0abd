# slip: line 7: joins [h, x] but [W, U]: the halves do not belong together, though the sizes fit
import numpy as np


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    # Colah's blog: concatenate state and input, one matrix for both
    hx = np.hstack((h_prev, x_t))
    big = np.hstack((W_o, U_o))
    pre = hx @ big.T + b_o
    return 1 / (1 + np.exp(-pre))
