# slip: line 5: the forget gate and the input gate are swapped
import numpy as np

def cell_state(c_prev, f_t, i_t, g_t):
    return np.add(np.multiply(i_t, c_prev), np.multiply(f_t, g_t))
