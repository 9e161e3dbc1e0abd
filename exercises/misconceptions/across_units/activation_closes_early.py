"""The bracket of the activation closes after the first product."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(x_t @ W.T) + h_prev @ U.T + b


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W.T) + h_prev @ U.T + b


EXPLANATION = (
    "The activation belongs round the whole sum. What is added after its bracket is not squashed:"
    " the result leaves its range, and what comes from the previous hidden state can grow from step"
    " to step without bound."
)
HINT = (
    "Which terms stand inside the bracket of the activation in the formula, and which in your code?"
)

misconceptions = [
    Misconception(
        "activation-closes-early",
        layer,
        wrong,
        "only the first term is inside the activation",
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
