"""``1 - f``."""

import numpy as np

from autograder import Misconception


def wrong_carousel_gradient(fs):
    return np.prod(1 - fs, axis=0)


misconception = Misconception(
    slug="carousel-inverted",
    replaces="carousel_gradient",
    wrong=wrong_carousel_gradient,
    title="1 - f is taken for what the forget gate keeps",
    explanation=(
        "The name misleads: the forget gate is how much is kept. A gate near 1 lets the gradient"
        " pass nearly whole."
    ),
    hint="What is left of a memory when all forget gates are 1?",
)
