# slip: line 7: like a GRU: the candidate is scaled by 1 - f_t, and i_t is not used at all
import numpy as np


def cell_state(c_prev, f_t, i_t, g_t):
    keep = f_t * c_prev
    write = (1 - f_t) * g_t
    return keep + write
