# slip: line 24: dh_prev is overwritten in each turn of the loop, so only the part of the output gate is left
import numpy as np

GATES = ["f", "i", "g", "o"]


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    act = {}
    for k in GATES:
        z = x_t @ params[f"W_{k}"].T + h_prev @ params[f"U_{k}"].T + params[f"b_{k}"]
        act[k] = np.tanh(z) if k == "g" else 1 / (1 + np.exp(-z))
    slope = {k: 1 - act[k] ** 2 if k == "g" else act[k] * (1 - act[k]) for k in GATES}
    tanh_c = np.tanh(act["f"] * c_prev + act["i"] * act["g"])

    dc = dc_t + dh_t * act["o"] * (1 - tanh_c ** 2)
    upstream = {"f": dc * c_prev, "i": dc * act["g"], "g": dc * act["i"], "o": dh_t * tanh_c}

    grads = {}
    dx = 0
    dh_prev = 0
    for k in GATES:
        dz = upstream[k] * slope[k]
        dx = dx + dz @ params[f"W_{k}"]
        dh_prev = dz @ params[f"U_{k}"]
        grads[f"W_{k}"] = dz.T @ x_t
        grads[f"U_{k}"] = dz.T @ h_prev
        grads[f"b_{k}"] = dz.sum(axis=0)
    return dx, dh_prev, dc * act["f"], grads
