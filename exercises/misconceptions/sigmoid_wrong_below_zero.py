"""Two branches, and the sign of z is wrong in the second."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(-z) / (1 + np.exp(-z)))


misconception = Misconception(
    slug="sigmoid-wrong-below-zero",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="negative numbers give what positive ones should",
    explanation="It is right for positive sums and upside down for negative ones, so no gate ever falls below a half: "
                "nothing can be forgotten or hidden, and a unit that ought to close opens instead.",
    hint="Put in -3 and 3: their results should add up to 1. On which side of zero does the other fraction belong?",
)
