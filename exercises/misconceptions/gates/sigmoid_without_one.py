"""The 1 in the denominator is missing."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    return 1 / np.exp(-z)


misconception = Misconception(
    slug="sigmoid-without-one",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="the 1 in the denominator is missing",
    explanation=(
        "Without the 1 the result is just e to the z, which grows without end. The 1 is what bends"
        " the curve over, so that a gate can never let through more than all. States multiplied by"
        " e to the z explode within a few steps."
    ),
    hint="What stands below the fraction bar besides the exponential?",
)
