"""Examples as columns, and a bias that is no column."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return sigmoid(W @ x_t.T + U @ h_prev.T + b)


def wrong_tanh(x_t, h_prev, W, U, b):
    return np.tanh(W @ x_t.T + U @ h_prev.T + b)


def turned_back(wrong):
    """The same, with one example a row again at the end."""

    def wrong_layer(x_t, h_prev, W, U, b):
        return wrong(x_t, h_prev, W, U, b).T

    return wrong_layer


EXPLANATION = (
    "Your products have one column an example, shape (H, B), and a vector is added along the last"
    " axis: each example would get a bias of its own, and units none. With as many examples as"
    " units that happens without a word; otherwise NumPy refuses. With one row an example the bias"
    " finds its place by itself."
)
HINT = "What is the shape of your two products? Which of its axes does a vector of shape (H,) meet?"

LAYERS = (
    ("forget_gate", wrong_gate),
    ("input_gate", wrong_gate),
    ("output_gate", wrong_gate),
    ("candidate", wrong_tanh),
    ("rnn_step", wrong_tanh),
)

misconceptions = [
    *(
        Misconception(
            "bias-along-the-examples",
            layer,
            wrong,
            "the bias runs along the examples, not along the units",
            EXPLANATION,
            HINT,
        )
        for layer, wrong in LAYERS
    ),
    *(
        Misconception(
            "bias-along-the-examples-turned-back",
            layer,
            turned_back(wrong),
            "the bias runs along the examples, not along the units, before all is turned back",
            EXPLANATION,
            HINT,
            same_as=("bias-along-the-examples",),
        )
        for layer, wrong in LAYERS
    ),  # where NumPy refuses
]
