"""(1 + tanh(z)) / 2: the argument is not halved."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    return (1 + np.tanh(z)) / 2


misconception = Misconception(
    slug="sigmoid-twice-as-steep",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="the curve is twice as steep as the sigmoid",
    explanation=(
        "A shifted tanh has the right range, but its argument counts double, so gates decide twice"
        " as fast and their slope is up to a half where the backward pass expects a quarter:"
        " gradients written for the sigmoid would be wrong by that factor."
    ),
    hint="Compare the slopes at z = 0: what is that of tanh, and what is that of the sigmoid?",
)
