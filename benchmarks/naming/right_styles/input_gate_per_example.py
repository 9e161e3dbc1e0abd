import numpy as np

def stable_sigmoid(v):
    with np.errstate(over='ignore'):
        return 1 / (1 + np.exp(-v))

def input_gate(x_t, h_prev, W_i, U_i, b_i):
    rows = []
    for x, h in zip(x_t, h_prev):
        rows.append(stable_sigmoid(W_i.dot(x) + U_i.dot(h) + b_i))
    return np.array(rows)
