"""Two branches, and the second gives what belongs above zero."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(-z) / (1 + np.exp(-z)))


def wrong_sigmoid_without_overflow(z):
    return 1 / (1 + np.exp(-np.abs(z)))


misconception = Misconception(
    slug="sigmoid-wrong-below-zero",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="negative numbers give what positive ones should",
    explanation=(
        "It is right for positive sums and upside down for negative ones, so no gate ever falls"
        " below a half: nothing can be forgotten or hidden, and a unit that ought to close opens"
        " instead."
    ),
    hint=(
        "Put in -3 and 3: their results should add up to 1. On which side of zero does the other"
        " fraction belong?"
    ),
)

without_overflow = Misconception(
    slug="sigmoid-never-below-half",
    replaces="sigmoid",
    wrong=wrong_sigmoid_without_overflow,
    title="negative numbers give what positive ones should",
    explanation=(
        "It is safe for large numbers on both sides, but below zero it is upside down, so no gate"
        " ever falls below a half: nothing can be forgotten or hidden, and a unit that ought to"
        " close opens instead."
    ),
    hint="Put in -3 and 3: their results should add up to 1. Which fraction belongs below zero?",
    same_as=("sigmoid-wrong-below-zero",),
)
