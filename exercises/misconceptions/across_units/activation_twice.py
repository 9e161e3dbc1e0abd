"""sigmoid(sigmoid(z)), tanh(tanh(z))."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(sigmoid(x_t @ W.T + h_prev @ U.T + b))


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(np.tanh(x_t @ W.T + h_prev @ U.T + b))


GATE = (
    "The second activation squeezes what is squeezed already: a gate then lies between 0.5 and 0.73"
    " and can neither open nor close, and every gradient that comes back has to pass one more slope"
    " below 1."
)
TANH = (
    "The second activation squeezes what is squeezed already: the result never gets beyond 0.76,"
    " and every gradient that comes back has to pass one more slope below 1."
)
HINT = "How many activations are in the formula? Follow your sum from line to line and count."

misconceptions = [
    Misconception(
        "activation-twice",
        layer,
        wrong,
        "the activation is applied twice",
        explanation,
        HINT,
        same_as,
    )
    for layer, wrong, explanation, same_as in (
        ("forget_gate", wrong_gate, GATE, ()),
        ("input_gate", wrong_gate, GATE, ()),
        ("output_gate", wrong_gate, GATE, ("output-gate-squashed-twice",)),
        ("candidate", wrong_tanh, TANH, ("candidate-squashed-twice",)),
        ("rnn_step", wrong_tanh, TANH, ()),
    )
]
