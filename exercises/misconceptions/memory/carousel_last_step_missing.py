"""The last gate is left out."""

import numpy as np

from autograder import Misconception


def wrong_carousel_gradient(fs):
    return np.prod(fs[:-1], axis=0)


misconception = Misconception(
    slug="carousel-last-step-missing",
    replaces="carousel_gradient",
    wrong=wrong_carousel_gradient,
    title="the last forget gate is left out",
    explanation=(
        "The last gate stands between the last memory and the one before it, so the path to c_T"
        " passes it too. With T steps there are T gates."
    ),
    hint="With a single step, how many gates lie between c_0 and c_1?",
)
