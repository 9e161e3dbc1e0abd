"""A gate, ``sigmoid(x_t @ W.T + h_prev @ U.T + b)``, has another curve: tanh, or a falling one."""

import numpy as np

from autograder import Misconception
from reference import sigmoid

GATES = ("forget_gate", "input_gate", "output_gate")


def with_tanh(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W.T + h_prev @ U.T + b)


def inverted(x_t, h_prev, W, U, b):
    return 1 - sigmoid(x_t @ W.T + h_prev @ U.T + b)


gate_uses_tanh = [
    Misconception(
        slug="gate-uses-tanh",
        replaces=gate,
        wrong=with_tanh,
        title="tanh where the gate needs a sigmoid",
        explanation=(
            "A gate says how much passes, from nothing (0) to all (1). tanh runs from -1 to 1. A"
            " negative gate flips the sign of what it lets through, so the memory is scrambled"
            " where it should be kept or dropped. And 'closed' is in the steepest part of the"
            " curve, where no gate stays for long."
        ),
        hint="Which function squashes any number into the range from 0 to 1?",
        same_as=("sigmoid-is-tanh",),
    )
    for gate in GATES
]

gate_inverted = [
    Misconception(
        slug="gate-inverted",
        replaces=gate,
        wrong=inverted,
        title="the gate is inverted: it closes when it should open",
        explanation=(
            "A gate of 1 lets everything through. This holds for the forget gate too, whose name is"
            " misleading: 1 means keep. When it is inverted, the usual forget bias of 1 erases the"
            " memory at every step, and weights trained elsewhere do the opposite of what they"
            " learned."
        ),
        hint="What should come out when the sum is very large: 0 or 1?",
        same_as=("sigmoid-sign", "cell-forget-inverted"),
    )
    for gate in GATES
]
