"""The weighted sum is returned as it is."""

from autograder import Misconception


def wrong_layer(x_t, h_prev, W, U, b):
    return x_t @ W.T + h_prev @ U.T + b


misconceptions = [
    Misconception(
        slug="activation-missing",
        replaces=layer,
        wrong=wrong_layer,
        title="the activation is missing",
        explanation="The weighted sum came back without being squashed. It can take any value, so a gate would amplify "
                    "or flip what it should let through in part, and a state that is fed back at every step grows "
                    "without bound: the network explodes after a few steps.",
        hint="What is the last thing that happens to the sum before it may act as a gate or as a state?",
    )
    for layer in ("forget_gate", "input_gate", "candidate", "output_gate", "rnn_step")
]
