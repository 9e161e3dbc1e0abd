# slip: line 5: raises: IndexError, the shape is (B, H) but is unpacked as H, B
import numpy as np

def cell_state(c_prev, f_t, i_t, g_t):
    H, B = c_prev.shape
    c_t = np.empty(c_prev.shape)
    for n in range(B):
        for j in range(H):
            kept = f_t[n, j] * c_prev[n, j]
            added = i_t[n, j] * g_t[n, j]
            c_t[n, j] = kept + added
    return c_t
