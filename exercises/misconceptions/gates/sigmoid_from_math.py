"""math.exp, which takes one number."""

import math

from autograder import Misconception


def wrong_sigmoid(z):
    return 1 / (1 + math.exp(-z))


misconception = Misconception(
    slug="sigmoid-from-math",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="something that takes a single number was given an array",
    explanation=(
        "The functions of Python's math module, and float(), take single numbers. A layer works on"
        " whole arrays: all units of all examples at once, since a network that loops over single"
        " numbers in Python would train a hundred times slower."
    ),
    hint="NumPy has the same functions for arrays of any shape.",
)
