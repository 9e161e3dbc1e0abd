"""The sum of every layer is wrong in the same way, or every gate has another activation."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.variants._steps import coupled, gru, peepholes

STEPS = {"peephole_step": peepholes, "coupled_step": coupled, "gru_step": gru}


def in_each_step(slug, make, title, explanation, hint, same_as=()):
    """The same misconception about each of the three steps; ``make(replaces)`` is wrong."""
    return [
        Misconception(
            slug, name, make(name), f"{title}, in every layer", explanation, hint, same_as
        )
        for name in STEPS
    ]


WITH_TANH = {
    "peephole_step": peepholes(gate=lambda total, weight, memory: np.tanh(total + weight * memory)),
    "coupled_step": coupled(lambda i, o, g: (1 - np.tanh(i), np.tanh(i), np.tanh(o))),
    "gru_step": gru(squash=np.tanh),
}

misconceptions = [
    *in_each_step(
        "bias-missing",
        lambda name: STEPS[name](total=lambda x_t, h_prev, W, U, b: x_t @ W.T + h_prev @ U.T),
        "the bias is left out",
        "Without its bias a gate is half open whenever its inputs are small, whatever it is meant"
        " to do. Nothing could keep it open or closed from the start.",
        "Count the terms of the sum in the formula, then count yours.",
    ),
    *in_each_step(
        "gate-uses-tanh",
        WITH_TANH.__getitem__,
        "tanh where the gates need a sigmoid",
        "A gate says how much passes, from nothing (0) to all (1). tanh runs from -1 to 1: a"
        " negative gate flips the sign of what it lets through.",
        "Which function squashes any number into the range from 0 to 1?",
        same_as=("sigmoid-is-tanh",),
    ),
]
