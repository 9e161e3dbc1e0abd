# slip: line 8: uses the fraction 1 / (1 + e) for both signs, although e = exp(-|z|) belongs in the numerator as well when z is negative
import numpy as np


def sigmoid(z):
    # exp of something <= 0 can't overflow!
    e = np.exp(-np.abs(z))
    return 1 / (1 + e)
