# slip: line 6: rng.normal wants the standard deviation, and gets the variance 1 / (3H)
import numpy as np


def init_lstm(input_size, hidden_size, rng):
    scale = 1 / (3 * hidden_size)
    params = {}
    for k in "figo":
        params[f"W_{k}"] = rng.normal(0, scale, size=(hidden_size, input_size))
        params[f"U_{k}"] = rng.normal(0, scale, size=(hidden_size, hidden_size))
        params[f"b_{k}"] = np.full(hidden_size, 1.0 if k == "f" else 0.0)
    return params
