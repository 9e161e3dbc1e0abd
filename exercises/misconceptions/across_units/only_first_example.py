"""Only the first example of the batch is computed."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(W @ x_t[0] + U @ h_prev[0] + b)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(W @ x_t[0] + U @ h_prev[0] + b)


EXPLANATION = (
    "The formula in a textbook is for one example; here B of them come at once, one a row. Only the"
    " first was looked at, so in training all other sequences of the batch would be ignored, or"
    " broadcasting would give every example the state of the first."
)
HINT = "Take x_t with two rows and think through which of them take part in your products."

misconceptions = [
    Misconception(
        "only-first-example",
        layer,
        wrong,
        "only the first example of the batch is used",
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
