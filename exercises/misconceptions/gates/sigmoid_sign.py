"""The minus in the exponent is missing."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, e, 1) / (1 + e)


misconception = Misconception(
    slug="sigmoid-sign",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="the sign in the exponent is wrong",
    explanation=(
        "The curve falls where it should rise: large sums close the gate. A network could learn"
        " around that with all weights negated, but no trained weights, no forget bias of 1 and no"
        " derivative written for the sigmoid would fit it."
    ),
    hint="Try z = 10 by hand. Should a gate with so large a sum be open or closed?",
)
