"""``if z >= 0``: works for a number, not for an array."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


misconception = Misconception(
    slug="sigmoid-for-one-number",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="written for one number, called with an array",
    explanation=(
        "An `if` asks one question, but an array has one answer for each entry: NumPy refuses to"
        " pick. All units of all examples are computed at once here, since a network that loops"
        " over single numbers in Python would train a hundred times slower."
    ),
    hint="Which NumPy function chooses between two arrays, entry by entry?",
)
