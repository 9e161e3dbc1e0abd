import numpy as np

def candidate(x_t, h_prev, W_g, U_g, b_g):
    buf = np.matmul(x_t, W_g.transpose())
    buf += np.matmul(h_prev, U_g.transpose())
    buf += b_g
    np.tanh(buf, out=buf)
    return buf
