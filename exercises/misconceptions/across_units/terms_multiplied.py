"""The input term and the recurrent term are multiplied."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid((x_t @ W.T) * (h_prev @ U.T) + b)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh((x_t @ W.T) * (h_prev @ U.T) + b)


EXPLANATION = (
    "Present and past are two pieces of evidence that add up. Multiplied, one of them being zero"
    " silences the other: at the first step, where the hidden state is zero, the input would have"
    " no say at all and no gradient would reach its weights."
)
HINT = "Look at the sign between the two products in the formula."

misconceptions = [
    Misconception(
        "terms-multiplied",
        layer,
        wrong,
        "the two terms are multiplied where they should be added",
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
