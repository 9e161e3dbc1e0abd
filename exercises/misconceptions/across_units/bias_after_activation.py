"""The bias is added outside the activation."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(x_t @ W.T + h_prev @ U.T) + b


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W.T + h_prev @ U.T) + b


GATE = (
    "The bias shifts the point at which the layer switches; it is part of the sum that gets"
    " squashed. Added afterwards it shifts the result out of its range: a gate that is larger than"
    " 1 or negative amplifies or flips what it should let through in part."
)
TANH = (
    "The bias shifts the point at which the layer switches; it is part of the sum that gets"
    " squashed. Added afterwards it shifts the result out of the range from -1 to 1, and from there"
    " into the state of every step that follows."
)
HINT = "Where does the bracket of the activation close?"

misconceptions = [
    Misconception(
        "bias-after-activation",
        layer,
        wrong,
        "the bias is added after the activation",
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
