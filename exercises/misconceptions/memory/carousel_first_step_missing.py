"""The first gate is left out."""

import numpy as np

from autograder import Misconception


def wrong_carousel_gradient(fs):
    return np.prod(fs[1:], axis=0)


misconception = Misconception(
    slug="carousel-first-step-missing",
    replaces="carousel_gradient",
    wrong=wrong_carousel_gradient,
    title="the first forget gate is left out",
    explanation=(
        "The first gate stands between c_0 and c_1, so the path from c_0 passes it too. With T"
        " steps there are T gates."
    ),
    hint="With a single step, how many gates lie between c_0 and c_1?",
)
