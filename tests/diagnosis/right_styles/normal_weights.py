"""Normal weights with the same spread as the uniform ones."""
import numpy as np


def init_lstm(input_size, hidden_size, rng):
    s = (3 * hidden_size) ** -0.5
    W = rng.standard_normal((4, hidden_size, input_size)) * s
    U = rng.standard_normal((4, hidden_size, hidden_size)) * s
    b = np.zeros((4, hidden_size))
    b[0] = 1
    return {f"{name}_{gate}": array[n] for n, gate in enumerate("figo") for name, array in (("W", W), ("U", U), ("b", b))}
