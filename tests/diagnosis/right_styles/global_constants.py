"""Constants and tables at the top of the file."""
import numpy as np

GATES = ("f", "i", "g", "o")
ONE = np.float64(1)
ACTIVATIONS = {"f": lambda z: ONE / (ONE + np.exp(-z)), "g": np.tanh}
ACTIVATIONS["i"] = ACTIVATIONS["o"] = ACTIVATIONS["f"]


def lstm_step(x_t, h_prev, c_prev, params):
    a = {k: ACTIVATIONS[k](x_t @ params[f"W_{k}"].T + h_prev @ params[f"U_{k}"].T + params[f"b_{k}"]) for k in GATES}
    c_t = a["f"] * c_prev + a["i"] * a["g"]
    return a["o"] * ACTIVATIONS["g"](c_t), c_t


def sigmoid(z):
    return ACTIVATIONS["f"](z)
