"""W multiplies the hidden state too."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(x_t @ W.T + h_prev @ W.T + b)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W.T + h_prev @ W.T + b)


EXPLANATION = (
    "The input and the hidden state are two different things, with different sizes and meanings,"
    " and each has a matrix of its own. With one matrix for both the network cannot weigh what it"
    " sees against what it remembers; with unequal sizes it cannot even be multiplied."
)
HINT = "Which matrix belongs to the input, and which to the hidden state? Look at their shapes."

misconceptions = [
    Misconception(
        "one-matrix-for-both",
        layer,
        wrong,
        "one matrix for the input and the hidden state",
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
