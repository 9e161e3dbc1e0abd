"""The bias is added to each of the two products."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid((x_t @ W.T + b) + (h_prev @ U.T + b))


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh((x_t @ W.T + b) + (h_prev @ U.T + b))


EXPLANATION = (
    "Each of the two products got the bias, so it counts twice: a bias of 1 acts like 2, and a"
    " gradient written for the formula is only half of the true one. PyTorch keeps two biases a"
    " layer, and they are two different arrays."
)
HINT = "How many times does the bias stand in the formula, and how many times in your sum?"

misconceptions = [
    Misconception("bias-twice", layer, wrong, "the bias is added twice", EXPLANATION, HINT)
    for layer, wrong in (
        ("forget_gate", wrong_gate),
        ("input_gate", wrong_gate),
        ("output_gate", wrong_gate),
        ("candidate", wrong_tanh),
        ("rnn_step", wrong_tanh),
    )
]
