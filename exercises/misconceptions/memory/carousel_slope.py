"""``f (1 - f)`` at every step."""

import numpy as np

from autograder import Misconception


def wrong_carousel_gradient(fs):
    return np.prod(fs * (1 - fs), axis=0)


misconception = Misconception(
    slug="carousel-slope",
    replaces="carousel_gradient",
    wrong=wrong_carousel_gradient,
    title="the slope of the sigmoid is multiplied in",
    explanation=(
        "On the direct path the gate is a plain factor: c_t contains f_t times c_prev, and nothing"
        " is squashed in between. The sigmoid's slope belongs to the way to the gate's weights."
        " With it the gradient would shrink at least fourfold at each step, which is what the"
        " carousel avoids."
    ),
    hint="Differentiate f * c by c. Does the sigmoid come in?",
)
