"""The bias is added outside the activation."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(x_t @ W.T + h_prev @ U.T) + b


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W.T + h_prev @ U.T) + b


EXPLANATION = ("The bias shifts the point at which the layer switches; it is part of the sum that gets squashed. Added "
               "afterwards it shifts the result out of its range, so a gate can be larger than 1 or negative, and the "
               "state grows or flips at every step.")
HINT = "Where does the bracket of the activation close?"

misconceptions = [
    Misconception("bias-after-activation", layer, wrong, "the bias is added after the activation", EXPLANATION, HINT)
    for layer, wrong in (("forget_gate", wrong_gate), ("input_gate", wrong_gate), ("output_gate", wrong_gate),
                         ("candidate", wrong_tanh), ("rnn_step", wrong_tanh))
]
