# slip: line 23: both halves are turned round in time after they were joined; only the backward half has to be turned
import numpy as np


def one_direction(X, p):
    B, H = X.shape[1], p["b_f"].shape[0]
    h = np.zeros((B, H))
    c = np.zeros((B, H))
    out = []
    for x in X:
        pre = {k: x @ p[f"W_{k}"].T + h @ p[f"U_{k}"].T + p[f"b_{k}"] for k in "figo"}
        s = {k: 1 / (1 + np.exp(-pre[k])) for k in "fio"}
        c = s["f"] * c + s["i"] * np.tanh(pre["g"])
        h = s["o"] * np.tanh(c)
        out.append(h)
    return np.stack(out)


def lstm_bidirectional(X, forward, backward):
    left = one_direction(X, forward)
    right = one_direction(X[::-1], backward)
    # put time the right way round again
    return np.concatenate([left, right], axis=-1)[::-1]
