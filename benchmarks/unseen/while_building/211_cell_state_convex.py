# slip: line 7: divided by the sum of the gates
import numpy as np

def cell_state(c_prev, f_t, i_t, g_t):
    keep = f_t * c_prev
    write = i_t * g_t
    return (keep + write) / (f_t + i_t)
