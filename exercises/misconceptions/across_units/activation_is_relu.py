"""A rectifier where a bounded activation belongs."""

import numpy as np

from autograder import Misconception


def wrong_layer(x_t, h_prev, W, U, b):
    return np.maximum(x_t @ W.T + h_prev @ U.T + b, 0)


misconceptions = [
    Misconception(
        slug="activation-is-relu",
        replaces=layer,
        wrong=wrong_layer,
        title="a ReLU where a bounded activation belongs",
        explanation=(
            "A ReLU is unbounded above and exactly zero below. In a recurrent network the same map"
            " is applied at every step, so what is unbounded multiplies up over time, and a unit"
            " that lands below zero passes no gradient back and stops learning."
        ),
        hint="The formula names the squashing function. What range must the result have?",
    )
    for layer in ("forget_gate", "input_gate", "candidate", "output_gate", "rnn_step")
]
