"""A named tuple for what comes back."""
from collections import namedtuple

import numpy as np

States = namedtuple("States", "h c")


def lstm_step(x_t, h_prev, c_prev, params):
    def s(z):
        return 1 / (1 + np.exp(-z))
    z = {k: x_t @ params[f"W_{k}"].T + h_prev @ params[f"U_{k}"].T + params[f"b_{k}"] for k in "figo"}
    c = s(z["f"]) * c_prev + s(z["i"]) * np.tanh(z["g"])
    return States(h=s(z["o"]) * np.tanh(c), c=c)


def lstm_sequence(X, h_0, c_0, params):
    state, hs = States(h_0, c_0), []
    for x_t in X:
        state = lstm_step(x_t, *state, params)
        hs.append(state.h)
    return np.stack(hs), state.h, state.c
