"""The weighted sum is returned as it is."""

from autograder import Misconception


def wrong_layer(x_t, h_prev, W, U, b):
    return x_t @ W.T + h_prev @ U.T + b


GATE = (
    "The weighted sum came back without being squashed. It can take any value, so a gate would"
    " amplify or flip what it should let through in part, and the memory explodes after a few"
    " steps."
)
TANH = (
    "The weighted sum came back without being squashed. It can take any value, and it goes into a"
    " state that is fed back at every step: the state grows without bound, and the network explodes"
    " after a few steps."
)

misconceptions = [
    Misconception(
        slug="activation-missing",
        replaces=layer,
        wrong=wrong_layer,
        title="the activation is missing",
        explanation=explanation,
        hint="What is the last thing that happens to the sum in the formula?",
    )
    for layer, explanation in (
        ("forget_gate", GATE),
        ("input_gate", GATE),
        ("output_gate", GATE),
        ("candidate", TANH),
        ("rnn_step", TANH),
    )
]
