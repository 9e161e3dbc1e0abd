import numpy as np


def hidden_state(o_t, c_t):
    # tanh from the definition, arranged so that the exponent is never positive
    e = np.exp(-2.0 * np.abs(c_t))
    squashed = np.sign(c_t) * (1.0 - e) / (1.0 + e)
    return np.multiply(o_t, squashed)
