"""``h @ U`` where U is used as ``U.T``: it fits, for U is square."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(x_t @ W.T + h_prev @ U + b)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W.T + h_prev @ U + b)


EXPLANATION = (
    "U is square, so NumPy does not complain when its transpose is forgotten. But entry (j, k) is"
    " how unit j listens to unit k; turned round, unit k listens to unit j instead. Trained weights"
    " from anywhere else would give other numbers, and gradients derived for the formula would"
    " update the wrong connections."
)
HINT = "Treat both weight matrices alike: what do you do to W that you do not do to U?"

misconceptions = [
    Misconception(
        "recurrent-weights-not-transposed",
        layer,
        wrong,
        "the recurrent weights are not transposed",
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
