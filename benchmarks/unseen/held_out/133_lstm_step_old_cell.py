# slip: line 14: the hidden state is read from the old cell state c_prev instead of the new one
import numpy as np

def lstm_step(x_t, h_prev, c_prev, params):
    act = {"f": lambda v: 1 / (1 + np.exp(-v)),
           "i": lambda v: 1 / (1 + np.exp(-v)),
           "g": np.tanh,
           "o": lambda v: 1 / (1 + np.exp(-v))}
    gate = {}
    for k in "figo":
        pre = x_t @ params[f"W_{k}"].T + h_prev @ params[f"U_{k}"].T + params[f"b_{k}"]
        gate[k] = act[k](pre)
    new_cell = gate["f"] * c_prev + gate["i"] * gate["g"]
    new_hidden = gate["o"] * np.tanh(c_prev)
    return new_hidden, new_cell
