# slip: line 8: writes with 1 - f_t, as a GRU does, and never uses i_t
import numpy as np


def cell_state(c_prev, f_t, i_t, g_t):
    # weighted average of old memory and new content
    old = f_t * c_prev
    new = (1 - f_t) * g_t
    return old + new
