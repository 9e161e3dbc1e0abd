"""np.where evaluates both sides, one of which overflows; warnings are silenced."""
import numpy as np


def sigmoid(z):
    with np.errstate(over="ignore", invalid="ignore"):
        return np.where(z < 0, np.exp(z) / (1 + np.exp(z)), 1 / (1 + np.exp(-z)))
