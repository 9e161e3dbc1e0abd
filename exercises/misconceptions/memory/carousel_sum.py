"""The gates are added."""

import numpy as np

from autograder import Misconception


def wrong_carousel_gradient(fs):
    return np.sum(fs, axis=0)


misconception = Misconception(
    slug="carousel-sum",
    replaces="carousel_gradient",
    wrong=wrong_carousel_gradient,
    title="the forget gates are added up",
    explanation=(
        "At each step the memory is multiplied by its gate, so what is left after many steps is a"
        " product. That it stays near 1 while all gates are near 1 is the whole secret; a sum would"
        " grow with every step."
    ),
    hint="A memory passes a gate of 0.5 twice. How much of it is left?",
)
