"""The bias is left out."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(x_t @ W.T + h_prev @ U.T)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W.T + h_prev @ U.T)


EXPLANATION = ("Without its bias a layer sits in the middle of its range whenever its inputs are small. A gate would "
               "start half open, whatever it is meant to do: the forget bias of 1 that keeps memories alive early in "
               "training would have no effect at all.")
HINT = "Count the terms of the sum in the formula, then count yours. Which argument is never used?"

misconceptions = [
    Misconception("bias-missing", layer, wrong, "the bias is left out", EXPLANATION, HINT)
    for layer, wrong in (("forget_gate", wrong_gate), ("input_gate", wrong_gate), ("output_gate", wrong_gate),
                         ("candidate", wrong_tanh), ("rnn_step", wrong_tanh))
]
