"""Each term is squashed, then they are added."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(x_t @ W.T) + sigmoid(h_prev @ U.T + b)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W.T) + np.tanh(h_prev @ U.T + b)


GATE = (
    "The activation belongs round the whole sum. Squashing the terms one by one lets the result"
    " leave its range (a gate could be 2, that is, double what it should let through), and strong"
    " evidence from one side can no longer outvote the other."
)
TANH = (
    "The activation belongs round the whole sum. Squashing the terms one by one lets the result"
    " leave its range (it could be 2, where tanh ends at 1), and strong evidence from one side can"
    " no longer outvote the other."
)
HINT = "How many activations are in the formula, and what stands inside their brackets?"

misconceptions = [
    Misconception(
        "activation-on-each-term",
        layer,
        wrong,
        "the activation is applied to each term instead of the sum",
        explanation,
        HINT,
    )
    for layer, wrong, explanation in (
        ("forget_gate", wrong_gate, GATE),
        ("input_gate", wrong_gate, GATE),
        ("output_gate", wrong_gate, GATE),
        ("candidate", wrong_tanh, TANH),
        ("rnn_step", wrong_tanh, TANH),
    )
]
