import numpy as np


def cell_state(c_prev, f_t, i_t, g_t):
    c_t = c_prev.copy()
    c_t *= f_t
    written = i_t * g_t
    c_t += written
    return c_t
