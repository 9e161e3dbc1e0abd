"""The sigmoid is computed with ``if`` or `math.exp`, which take one number and not an array."""

import math

import numpy as np

from autograder import Misconception


def with_if(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


misconceptions = [
    Misconception(
        slug="sigmoid-for-one-number",
        replaces="sigmoid",
        wrong=with_if,
        title="written for one number, called with an array",
        explanation=(
            "An `if` asks one question, but an array has one answer for each entry, so NumPy"
            " refuses to choose. All units of all examples are computed at once here, because a"
            " network that loops over single numbers in Python would train a hundred times more"
            " slowly."
        ),
        hint="Which NumPy function chooses between two arrays, entry by entry?",
    ),
    Misconception(
        slug="sigmoid-from-math",
        replaces="sigmoid",
        wrong=lambda z: 1 / (1 + math.exp(-z)),
        title="a function for single numbers is called with an array",
        explanation=(
            "The functions of Python's math module, and float(), take single numbers. A layer works"
            " on whole arrays, all units of all examples at once, because a network that loops over"
            " single numbers in Python would train a hundred times more slowly."
        ),
        hint="NumPy has the same functions for arrays of any shape.",
    ),
]
