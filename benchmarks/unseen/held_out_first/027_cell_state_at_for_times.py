# slip: line 6: @ is the matrix product; the formula multiplies entry by entry
import numpy as np


def cell_state(c_prev, f_t, i_t, g_t):
    kept = f_t @ c_prev
    written = i_t @ g_t
    return kept + written
