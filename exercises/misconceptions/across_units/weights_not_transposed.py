"""``x @ W`` where W is (H, I)."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(x_t @ W + h_prev @ U + b)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W + h_prev @ U + b)


EXPLANATION = (
    "A weight matrix has one row for each hidden unit, so that row j holds the weights of unit j."
    " Multiplied as it stands, it does not fit, or, when inputs and units happen to be equally"
    " many, each unit silently reads a column: the weights of all units mixed up. Gradients would"
    " then be written to the wrong entries."
)
HINT = (
    "Write the shape under every factor: (B, I) and (H, I) should meet in (B, H). What has to be"
    " done to the weights?"
)

misconceptions = [
    Misconception(
        "weights-not-transposed",
        layer,
        wrong,
        "the weight matrices are not transposed",
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
