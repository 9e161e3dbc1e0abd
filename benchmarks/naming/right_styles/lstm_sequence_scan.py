import numpy as np
from functools import partial


def scan(fn, carry, xs):
    ys = []
    for x in xs:
        carry, y = fn(carry, x)
        ys.append(y)
    return carry, np.stack(ys)


def jax_like_sigmoid(x):
    return np.exp(-np.logaddexp(0.0, -x))


def cell(params, carry, x):
    h, c = carry
    proj = {k: x @ params[f"W_{k}"].T + h @ params[f"U_{k}"].T + params[f"b_{k}"] for k in "figo"}
    f, i, o = (jax_like_sigmoid(proj[k]) for k in "fio")
    c = f * c + i * np.tanh(proj["g"])
    h = o * np.tanh(c)
    return (h, c), h


def lstm_sequence(X, h_0, c_0, params):
    (h_T, c_T), hs = scan(partial(cell, params), (h_0, c_0), X)
    return hs, h_T, c_T
