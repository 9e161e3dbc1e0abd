"""The bias is left out."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(x_t @ W.T + h_prev @ U.T)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W.T + h_prev @ U.T)


GATE = (
    "Without its bias a gate is half open whenever its inputs are small, whatever it is meant to"
    " do: nothing could keep it open or closed from the start, as a forget bias of 1 keeps memories"
    " alive early in training."
)
TANH = (
    "Without its bias the result is zero whenever the inputs are small. The bias shifts the point"
    " at which a unit changes its sign: without it all units change it at the same place, and"
    " training cannot move it."
)
HINT = "Count the terms of the sum in the formula, then count yours. Which argument is never used?"

misconceptions = [
    Misconception("bias-missing", layer, wrong, "the bias is left out", explanation, HINT)
    for layer, wrong, explanation in (
        ("forget_gate", wrong_gate, GATE),
        ("input_gate", wrong_gate, GATE),
        ("output_gate", wrong_gate, GATE),
        ("candidate", wrong_tanh, TANH),
        ("rnn_step", wrong_tanh, TANH),
    )
]
