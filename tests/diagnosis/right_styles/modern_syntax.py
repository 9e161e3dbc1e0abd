"""Walrus, match and unpacking."""
import numpy as np


def lstm_step(x_t, h_prev, c_prev, params):
    def layer(gate):
        z = x_t @ params[f"W_{gate}"].T + h_prev @ params[f"U_{gate}"].T + params[f"b_{gate}"]
        match gate:
            case "g":
                return np.tanh(z)
            case "f" | "i" | "o":
                return 1 / (1 + np.exp(-z))
    f, i, g, o = map(layer, "figo")
    return o * np.tanh(c_t := f * c_prev + i * g), c_t


def clip_gradients(grads, max_norm):
    if (norm := np.sqrt(sum((g**2).sum() for g in grads.values()))) <= max_norm:
        return grads
    return {name: g * (max_norm / norm) for name, g in grads.items()}


def rnn_sequence(X, h_0, W, U, b):
    h = h_0
    return np.stack([h := np.tanh(x @ W.T + h @ U.T + b) for x in X])
