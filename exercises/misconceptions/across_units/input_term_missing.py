"""The input is not used."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(h_prev @ U.T + b)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(h_prev @ U.T + b)


EXPLANATION = (
    "The layer never looks at the input of this step. It would do the same for every sequence,"
    " since all it sees is its own past, and W never gets a gradient: nothing about the data can be"
    " learnt."
)
HINT = "Two things come in at every step. Which of them does your sum not contain?"

misconceptions = [
    Misconception("input-term-missing", layer, wrong, "the input is not used", EXPLANATION, HINT)
    for layer, wrong in (
        ("forget_gate", wrong_gate),
        ("input_gate", wrong_gate),
        ("output_gate", wrong_gate),
        ("candidate", wrong_tanh),
        ("rnn_step", wrong_tanh),
    )
]
