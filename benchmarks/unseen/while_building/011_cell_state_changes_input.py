# slip: line 5: no copy: c_t is the same array as c_prev, so the next lines change the input
import numpy as np

def cell_state(c_prev, f_t, i_t, g_t):
    c_t = c_prev
    c_t *= f_t
    c_t += i_t * g_t
    return c_t
