"""The last gate alone."""

from autograder import Misconception


def wrong_carousel_gradient(fs):
    return fs[-1]


misconception = Misconception(
    slug="carousel-last-gate",
    replaces="carousel_gradient",
    wrong=wrong_carousel_gradient,
    title="only the last forget gate is used",
    explanation=(
        "That is the way from c_T back by one step. Back to c_0 the gradient passes the gate of"
        " every step on its way."
    ),
    hint="How many steps lie between c_0 and c_T?",
)
