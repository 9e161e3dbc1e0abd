"""``W @ x_t``: the formula for a single column, used on a batch of rows."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(W @ x_t + U @ h_prev + b)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(W @ x_t + U @ h_prev + b)


EXPLANATION = (
    "This is the formula of a textbook, for one example that is a column. Here x_t holds one"
    " example a row, so the weights meet the batch axis: it does not fit, or, where sizes happen to"
    " agree, each unit adds up numbers of different examples, which have nothing to do with each"
    " other."
)
HINT = (
    "Write the shape under every factor: (B, I) and (H, I) should meet in (B, H). Which factor has"
    " to come first?"
)

misconceptions = [
    Misconception(
        "one-example-formula",
        layer,
        wrong,
        "the weights are multiplied from the left, as for one column",
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
