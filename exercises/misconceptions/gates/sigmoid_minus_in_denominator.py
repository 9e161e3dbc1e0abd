"""``1 / (1 - exp(-z))``."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    return 1 / (1 - np.exp(-z))


misconception = Misconception(
    slug="sigmoid-minus-in-denominator",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="a minus below the fraction bar where a plus belongs",
    explanation=(
        "With a minus the denominator is zero at z = 0, so the function jumps to infinity exactly"
        " where a fresh network starts, and it is negative for every z below. No gradient survives"
        " that."
    ),
    hint="Put z = 0 into your formula. What stands below the fraction bar?",
)
