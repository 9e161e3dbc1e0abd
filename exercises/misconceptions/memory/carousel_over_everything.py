"""One product of all numbers."""

import numpy as np

from autograder import Misconception


def wrong_carousel_gradient(fs):
    return np.prod(fs)


misconception = Misconception(
    slug="carousel-over-everything",
    replaces="carousel_gradient",
    wrong=wrong_carousel_gradient,
    title="all gates of all units are multiplied into one number",
    explanation=(
        "Each unit has a memory of its own with a gate of its own: one can forget while its"
        " neighbour keeps. NumPy multiplies over all axes unless it is told which one."
    ),
    hint="What shape should the result have?",
)
