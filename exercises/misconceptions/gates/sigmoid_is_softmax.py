"""A softmax over the units."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


misconception = Misconception(
    slug="sigmoid-is-softmax",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="a softmax where each entry should be squashed by itself",
    explanation=(
        "A softmax makes the units share out one whole: opening one closes the others. Every unit"
        " of an LSTM decides for itself what to keep, so all gates may be open at once; with a"
        " softmax only about one unit could hold a memory."
    ),
    hint="Change one entry of z. Should the results for the other entries change?",
)
