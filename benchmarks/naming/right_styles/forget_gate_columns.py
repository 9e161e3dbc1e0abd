import numpy as np

def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    # my course writes column vectors: W x + U h + b
    x = x_t.T                       # (I, B)
    h = h_prev.T                    # (H, B)
    z = W_f @ x + U_f @ h + b_f[:, None]
    f = 0.5 + 0.5 * np.tanh(z / 2)
    return f.T
