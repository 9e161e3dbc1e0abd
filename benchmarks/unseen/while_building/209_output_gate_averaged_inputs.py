# slip: line 5: the two products are averaged
import numpy as np

def output_gate(x_t, h_prev, W_o, U_o, b_o):
    a = (x_t @ W_o.T + h_prev @ U_o.T) / 2 + b_o
    return 1.0 / (1.0 + np.exp(-a))
