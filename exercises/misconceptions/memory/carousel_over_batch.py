"""The product over the examples."""

import numpy as np

from autograder import Misconception


def wrong_carousel_gradient(fs):
    return np.prod(fs, axis=1)


misconception = Misconception(
    slug="carousel-over-batch",
    replaces="carousel_gradient",
    wrong=wrong_carousel_gradient,
    title="the product runs over the examples where it should run over time",
    explanation=(
        "Examples know nothing of each other; it is the steps that follow one another. fs is"
        " time-major: its first axis is time."
    ),
    hint="Which axis of fs is time?",
)
