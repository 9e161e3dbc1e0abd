"""tanh in place of the sigmoid."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    return np.tanh(z)


misconception = Misconception(
    slug="sigmoid-is-tanh",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="tanh in place of the sigmoid",
    explanation=(
        "tanh runs from -1 to 1, the sigmoid from 0 to 1. A gate cannot be negative: it would flip"
        " the sign of what it lets through. Half way between open and closed, at z = 0, the sigmoid"
        " gives 0.5 and tanh 0."
    ),
    hint="What should come out for z = 0?",
)
