"""tanh where a gate needs a sigmoid."""

import numpy as np

from autograder import Misconception


def wrong_gate(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W.T + h_prev @ U.T + b)


misconceptions = [
    Misconception(
        slug="gate-uses-tanh",
        replaces=gate,
        wrong=wrong_gate,
        title="tanh where the gate needs a sigmoid",
        explanation=(
            "A gate says how much passes, from nothing (0) to all (1). tanh runs from -1 to 1: a"
            " negative gate flips the sign of what it lets through, so the memory is scrambled"
            " where it should be kept or dropped, and 'closed' sits in the steepest part of the"
            " curve, where no gate stays put."
        ),
        hint="Which function squashes any number into the range from 0 to 1?",
        same_as=("sigmoid-is-tanh",),
    )
    for gate in ("forget_gate", "input_gate", "output_gate")
]
