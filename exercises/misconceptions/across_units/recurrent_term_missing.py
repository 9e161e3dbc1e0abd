"""The previous hidden state is not used."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(x_t @ W.T + b)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W.T + b)


EXPLANATION = (
    "The layer looks at the present input alone. What makes a network recurrent is the term with"
    " the previous hidden state: without it the decision what to keep or write cannot depend on"
    " anything that was read before, and U never gets a gradient."
)
HINT = "Two things come in at every step. Which of them does your sum not contain?"

misconceptions = [
    Misconception(
        "recurrent-term-missing",
        layer,
        wrong,
        "the previous hidden state is not used",
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
