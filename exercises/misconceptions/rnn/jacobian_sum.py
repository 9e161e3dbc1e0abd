"""The steps are added."""

import numpy as np

from autograder import Misconception


def wrong_rnn_memory_gradient(hs, U):
    return np.sum((1 - hs**2)[:, :, :, np.newaxis] * U, axis=0)


misconception = Misconception(
    slug="jacobian-sum",
    replaces="rnn_memory_gradient",
    wrong=wrong_rnn_memory_gradient,
    title="the steps are added where they should be multiplied",
    explanation=(
        "A function of a function of a function has the product of the three slopes. It is that"
        " product which makes the gradient vanish or explode; a sum would grow slowly and do"
        " neither."
    ),
    hint="What does the chain rule do with the slopes of nested functions?",
)
