"""1 / 1 + exp(-z): the fraction bar ends too early."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    return 1 / 1 + np.exp(-z)


misconception = Misconception(
    slug="sigmoid-bracket-missing",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="the brackets below the fraction bar are missing",
    explanation=(
        "Division comes before addition, so only the 1 stands below the bar and the exponential is"
        " added afterwards. The result is never below 1 and grows without end for negative sums: a"
        " gate that should be closed would multiply a memory by thousands."
    ),
    hint="Read your line aloud in the order in which Python works it out. What is divided by what?",
)
