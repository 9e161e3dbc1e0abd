# slip: line 7: dict.fromkeys gives all four keys the same array, so adding 1 to b_f adds it to every bias
import numpy as np


def init_lstm(input_size, hidden_size, rng):
    r = 1 / np.sqrt(hidden_size)
    params = dict.fromkeys(["b_f", "b_i", "b_g", "b_o"], np.zeros(hidden_size))
    params["b_f"] += 1
    for gate in ["f", "i", "g", "o"]:
        params["W_" + gate] = rng.uniform(-r, r, (hidden_size, input_size))
        params["U_" + gate] = rng.uniform(-r, r, (hidden_size, hidden_size))
    return params
