"""The sigmoid has two branches, and the one for ``z < 0`` gives what belongs to ``z > 0``."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(-z) / (1 + np.exp(-z)))


def wrong_sigmoid_without_overflow(z):
    return 1 / (1 + np.exp(-np.abs(z)))


misconceptions = [
    Misconception(
        slug="sigmoid-wrong-below-zero",
        replaces="sigmoid",
        wrong=wrong_sigmoid,
        title="negative numbers give what positive ones should",
        explanation=(
            "Positive sums give the right values, but negative ones give those of positive sums, so"
            " no gate ever falls below a half. Nothing can be forgotten or hidden, and a unit that"
            " should close opens instead."
        ),
        hint=(
            "Put in -3 and 3: their results should add up to 1. On which side of zero does the"
            " other fraction belong?"
        ),
    ),
    Misconception(
        slug="sigmoid-never-below-half",
        replaces="sigmoid",
        wrong=wrong_sigmoid_without_overflow,
        title="negative numbers give what positive ones should",
        explanation=(
            "The exponential never overflows, but negative sums give the values of positive ones,"
            " so no gate ever falls below a half. Nothing can be forgotten or hidden, and a unit"
            " that should close opens instead."
        ),
        hint=(
            "Put in -3 and 3: their results should add up to 1. Which fraction belongs below zero?"
        ),
        same_as=("sigmoid-wrong-below-zero",),
    ),
]
