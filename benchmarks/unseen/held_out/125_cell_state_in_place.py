# slip: line 6: multiplies in place, so the c_prev of the caller is overwritten
import numpy as np

def cell_state(c_prev, f_t, i_t, g_t):
    c_t = c_prev
    c_t *= f_t          # forget
    c_t = c_t + i_t * g_t   # write
    return c_t
