"""The running product."""

import numpy as np

from autograder import Misconception


def wrong_carousel_gradient(fs):
    return np.cumprod(fs, axis=0)


misconception = Misconception(
    slug="carousel-every-step",
    replaces="carousel_gradient",
    wrong=wrong_carousel_gradient,
    title="the running product of every step came back",
    explanation=(
        "The question is how the last memory depends on the first: one number for each example and"
        " unit. The running product answers it for every step in between as well."
    ),
    hint="What shape should the result have?",
)
