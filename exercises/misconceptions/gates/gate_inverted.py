"""The gate opens when it should close."""

from autograder import Misconception
from reference import sigmoid


def wrong_gate(x_t, h_prev, W, U, b):
    return 1 - sigmoid(x_t @ W.T + h_prev @ U.T + b)


misconceptions = [
    Misconception(
        slug="gate-inverted",
        replaces=gate,
        wrong=wrong_gate,
        title="the gate is inverted: it closes when it should open",
        explanation=(
            "A gate of 1 lets everything through; this holds for the forget gate too, whose name"
            " misleads: 1 means keep. Inverted, the usual start with a forget bias of 1 erases the"
            " memory at every step, and weights trained elsewhere do the opposite of what they"
            " learnt."
        ),
        hint="What should come out when the sum is very large: 0 or 1?",
        same_as=("sigmoid-sign", "cell-forget-inverted"),
    )
    for gate in ("forget_gate", "input_gate", "output_gate")
]
