"""A straight line, cut off at 0 and 1."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    return np.clip(0.2 * z + 0.5, 0, 1)


misconception = Misconception(
    slug="sigmoid-is-hard",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="the hard sigmoid, made of straight lines",
    explanation=(
        "The hard sigmoid is a cheap stand-in that some libraries used by default. It is off by up"
        " to 0.07, and beyond its corners its slope is exactly zero: a gate that gets there passes"
        " no gradient and never comes back."
    ),
    hint="The formula has an exponential in it. Does yours?",
)
