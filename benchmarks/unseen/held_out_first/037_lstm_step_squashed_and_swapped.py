# slip: line 16: the tanh is stored in c itself, so the cell state that is returned has been squashed
# slip: line 18: the two states are returned in the wrong order
import numpy as np


def lstm_step(x_t, h_prev, c_prev, params):
    pre = {}
    for k in ("f", "i", "g", "o"):
        pre[k] = (np.einsum("hi,bi->bh", params[f"W_{k}"], x_t)
                  + np.einsum("hj,bj->bh", params[f"U_{k}"], h_prev)
                  + params[f"b_{k}"][np.newaxis])
    act = {k: 1 / (1 + np.exp(-v)) for k, v in pre.items()}
    act["g"] = np.tanh(pre["g"])

    c = act["f"] * c_prev + act["i"] * act["g"]
    c = np.tanh(c)
    h = act["o"] * c
    return c, h
