"""Wrong versions of the mean of ``-log p``: its sign, and what it is divided by."""

import numpy as np

from autograder import Misconception


def negative(P, y):
    return float(np.log(P[np.arange(len(y)), y]).mean())


def summed(P, y):
    return float(-np.log(P[np.arange(len(y)), y]).sum())


MISCONCEPTIONS = (
    Misconception(
        slug="entropy-sign",
        replaces="cross_entropy",
        wrong=negative,
        title="the minus is missing",
        explanation="The logarithm of a share is negative, and a loss falls towards zero.",
        hint="Can a loss be negative?",
    ),
    Misconception(
        slug="entropy-sum",
        replaces="cross_entropy",
        wrong=summed,
        title="the losses are summed",
        explanation="A sum grows with the batch.",
        hint="How many examples are there?",
    ),
)
