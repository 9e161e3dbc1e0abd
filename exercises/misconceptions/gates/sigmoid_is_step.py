"""A step function."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    return np.where(z > 0, 1.0, 0.0)


misconception = Misconception(
    slug="sigmoid-is-step",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="a step from 0 to 1 in place of a smooth curve",
    explanation=(
        "A step says yes or no, never half. Its slope is zero everywhere but at the jump, so no"
        " gradient passes and the weights of the gates are never learnt."
    ),
    hint="What should come out for z = 0.1: all, nothing or a little more than half?",
)
