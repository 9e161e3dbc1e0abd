"""Examples as columns: the result is (H, B)."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(W @ x_t.T + U @ h_prev.T + b[:, np.newaxis])


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(W @ x_t.T + U @ h_prev.T + b[:, np.newaxis])


EXPLANATION = (
    "The numbers are right, but they lie on their side: one column an example, as in many"
    " textbooks. Here rows are examples. Whatever comes next multiplies element by element with"
    " states of shape (B, H), and with as many examples as units it would mix them up without a"
    " word."
)
HINT = "What shape does your result have, and what shape does the docstring promise?"

misconceptions = [
    Misconception(
        "examples-in-columns",
        layer,
        wrong,
        "one example a column where it should be a row",
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
