# slip: line 8: takes only the diagonal of U_o, as if each unit read only its own old state
import numpy as np


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    pre_x = x_t @ W_o.T
    # every unit of the gate looks back at its own hidden unit
    pre_h = h_prev * np.diag(U_o)
    pre = pre_x + pre_h + b_o
    return 1.0 / (1.0 + np.exp(-pre))
