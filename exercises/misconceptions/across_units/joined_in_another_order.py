"""``[h, x]`` times ``[W, U]``."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def joined(x_t, h_prev, W, U, b):
    return np.hstack([h_prev, x_t]) @ np.hstack([W, U]).T + b


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(joined(x_t, h_prev, W, U, b))


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(joined(x_t, h_prev, W, U, b))


EXPLANATION = (
    "Put side by side, inputs and weights have to be in the same order. Here hidden state and input"
    " are in one order and their matrices in the other: the lengths add up, so nothing complains,"
    " but the columns of W meet numbers of the hidden state. Weights that were learnt like this fit"
    " no other network."
)
HINT = (
    "Write over each column of your joined weights which number of the joined input it will meet."
)

misconceptions = [
    Misconception(
        "joined-in-another-order",
        layer,
        wrong,
        "states and weights are joined in different orders",
        EXPLANATION,
        HINT,
        same_as=("weights-exchanged",),
    )  # so it is with as many inputs as units
    for layer, wrong in (
        ("forget_gate", wrong_gate),
        ("input_gate", wrong_gate),
        ("output_gate", wrong_gate),
        ("candidate", wrong_tanh),
        ("rnn_step", wrong_tanh),
    )
]
