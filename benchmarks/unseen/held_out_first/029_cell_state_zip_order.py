# slip: line 8: i_t and f_t are handed to zip in the wrong order, so the input gate scales the old memory
import numpy as np


def cell_state(c_prev, f_t, i_t, g_t):
    rows = [
        [f * c + i * g for c, f, i, g in zip(*row)]
        for row in zip(c_prev, i_t, f_t, g_t)
    ]
    return np.array(rows)
