"""The result is rounded."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.round(np.where(z >= 0, 1, e) / (1 + e), 2)


misconception = Misconception(
    slug="result-rounded",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="the result is rounded",
    explanation=(
        "Rounding looks tidy, but a rounded function is a staircase: its slope is zero almost"
        " everywhere, so nothing could be learnt through it, and the error of each step adds up"
        " over a sequence."
    ),
    hint="Round when you print, not when you compute.",
)
