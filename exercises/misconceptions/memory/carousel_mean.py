"""The mean of the gates."""

import numpy as np

from autograder import Misconception


def wrong_carousel_gradient(fs):
    return np.mean(fs, axis=0)


misconception = Misconception(
    slug="carousel-mean",
    replaces="carousel_gradient",
    wrong=wrong_carousel_gradient,
    title="the forget gates are averaged",
    explanation=(
        "A single closed gate wipes a memory, however open all others are. An average would hide"
        " that; a product does not."
    ),
    hint="One gate is 0, all others are 1. How much of the memory is left?",
)
