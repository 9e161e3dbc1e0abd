# slip: line 5: the standard deviation is 1 / (3 H), the square root is missing
import numpy as np

def init_lstm(input_size, hidden_size, rng):
    std = 1.0 / (3 * hidden_size)
    params = {}
    for gate in ["f", "i", "g", "o"]:
        params["W_" + gate] = rng.normal(0.0, std, size=(hidden_size, input_size))
        params["U_" + gate] = rng.normal(0.0, std, size=(hidden_size, hidden_size))
        params["b_" + gate] = np.zeros(hidden_size)
    params["b_f"] = np.ones(hidden_size)
    return params
