"""W for the hidden state and U for the input."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(x_t @ U.T + h_prev @ W.T + b)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ U.T + h_prev @ W.T + b)


EXPLANATION = (
    "W was learnt for inputs and U for hidden states. With each on the other's side it mostly does"
    " not fit; where inputs and units are equally many nothing complains, and the layer weighs what"
    " it reads with what it learnt about its own past."
)
HINT = (
    "Write the shape under every factor: which of the two matrices has one column for each input?"
)

misconceptions = [
    Misconception(
        "weights-exchanged",
        layer,
        wrong,
        "input and hidden state have each other's weights",
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
