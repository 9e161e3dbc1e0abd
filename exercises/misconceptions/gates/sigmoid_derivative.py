"""The derivative of the sigmoid instead of the sigmoid."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


misconception = Misconception(
    slug="sigmoid-derivative",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="the derivative of the sigmoid came back",
    explanation=(
        "s(1 - s) is the slope of the sigmoid, which the backward pass needs. Used forward, no gate"
        " could open further than a quarter, and very large sums would close it again: the memory"
        " is gone after a few steps."
    ),
    hint="What should come out for z = 0: a half or a quarter?",
)
