"""Weights in single precision, biases as integers."""
import numpy as np


def init_lstm(input_size, hidden_size, rng):
    bound = np.float32(hidden_size**-0.5)
    draw = lambda *shape: rng.uniform(-bound, bound, shape).astype(np.float32)  # noqa: E731
    weights = {f"W_{k}": draw(hidden_size, input_size) for k in "figo"} | {f"U_{k}": draw(hidden_size, hidden_size) for k in "figo"}
    return weights | {f"b_{k}": np.full(hidden_size, int(k == "f")) for k in "figo"}
