"""``W * x_t`` where a matrix product belongs."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(x_t * W + h_prev * U + b)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(x_t * W + h_prev * U + b)


EXPLANATION = (
    "Every unit looks at all inputs, each with a weight of its own, and adds them up: that is a"
    " matrix product. Entry by entry, arrays of different shapes do not fit, and where they happen"
    " to fit nothing is added up: each number would be one input times one weight."
)
HINT = "In Python two operators multiply arrays. Which of them adds up along an axis?"

misconceptions = [
    Misconception(
        "elementwise-weights",
        layer,
        wrong,
        "the weights are multiplied entry by entry",
        EXPLANATION,
        HINT,
    )
    for layer, wrong in (
        ("forget_gate", wrong_gate),
        ("input_gate", wrong_gate),
        ("output_gate", wrong_gate),
        ("candidate", wrong_tanh),
        ("rnn_step", wrong_tanh),
    )
]
