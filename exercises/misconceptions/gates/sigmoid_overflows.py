"""``exp(z) / (1 + exp(z))`` for all z."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


misconception = Misconception(
    slug="sigmoid-overflows",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="the exponential overflows for large inputs",
    explanation=(
        "e to the 1000 is more than a float can hold, and infinity divided by infinity is nan. A"
        " gate that has learnt to stay open has exactly such large sums; one nan in it spreads to"
        " every state and every weight at the next update, and the training run is lost."
    ),
    hint="Of the two ways to write the sigmoid, which one is safe on which side of zero?",
)
