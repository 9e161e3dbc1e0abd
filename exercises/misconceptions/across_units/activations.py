"""The activation of a layer, ``squash(x_t @ W.T + h_prev @ U.T + b)``, is in the wrong place.

It is missing, applied twice, closed too early or applied to each term, or it is another function.
"""

import numpy as np

from exercises.misconceptions.across_units._layers import in_each_layer, in_each_layer_and_step

missing = in_each_layer_and_step(
    "activation-missing",
    lambda squash, x_t, h_prev, W, U, b: x_t @ W.T + h_prev @ U.T + b,
    title="the activation is missing",
    explanation=(
        "The weighted sum came back without being squashed. It can take any value, so a gate would"
        " amplify or flip what it should let through in part, and the memory explodes after a few"
        " steps."
    ),
    with_tanh=(
        "The weighted sum came back without being squashed. It can take any value, and it is part"
        " of a state that is fed back at every step: the state grows without limit, and the network"
        " explodes after a few steps."
    ),
    hint="What is the last thing that happens to the sum in the formula?",
)

twice = in_each_layer(
    "activation-twice",
    lambda squash, x_t, h_prev, W, U, b: squash(squash(x_t @ W.T + h_prev @ U.T + b)),
    title="the activation is applied twice",
    explanation=(
        "The second activation squashes what is already squashed. A gate then lies between 0.5 and"
        " 0.73, so it can neither open nor close. Every gradient passes one more slope below 1 on"
        " its way back."
    ),
    with_tanh=(
        "The second activation squashes what is already squashed. The result never gets beyond"
        " 0.76, and every gradient passes one more slope below 1 on its way back."
    ),
    hint="How many activations are in the formula? Follow your sum from line to line and count.",
    same_as={
        "output_gate": ("output-gate-squashed-twice",),
        "candidate": ("candidate-squashed-twice",),
    },
)

closes_early = in_each_layer(
    "activation-closes-early",
    lambda squash, x_t, h_prev, W, U, b: squash(x_t @ W.T) + h_prev @ U.T + b,
    title="only the first term is inside the activation",
    explanation=(
        "The activation belongs around the whole sum. What is added after its bracket is not"
        " squashed: the result leaves its range, and what comes from the previous hidden state can"
        " grow from step to step without limit."
    ),
    hint=(
        "Which terms are inside the bracket of the activation in the formula, and which are in your"
        " code?"
    ),
)

on_each_term = in_each_layer_and_step(
    "activation-on-each-term",
    lambda squash, x_t, h_prev, W, U, b: squash(x_t @ W.T) + squash(h_prev @ U.T + b),
    title="the activation is applied to each term instead of the sum",
    explanation=(
        "The activation belongs around the whole sum. When each term is squashed by itself, the"
        " result leaves its range: a gate could be 2, which doubles what it lets through. Strong"
        " evidence in one term can no longer outweigh the other."
    ),
    with_tanh=(
        "The activation belongs around the whole sum. When each term is squashed by itself, the"
        " result leaves its range: it could be 2, while tanh ends at 1. Strong evidence in one term"
        " can no longer outweigh the other."
    ),
    hint="How many activations are in the formula, and what is inside their brackets?",
)

is_relu = in_each_layer(
    "activation-is-relu",
    lambda squash, x_t, h_prev, W, U, b: np.maximum(x_t @ W.T + h_prev @ U.T + b, 0),
    title="a ReLU where a bounded activation belongs",
    explanation=(
        "A ReLU has no upper limit, and it is exactly zero for negative sums. A recurrent network"
        " applies the same layer at every step, so large values multiply over time. A unit whose"
        " sum falls below zero passes no gradient back and stops learning."
    ),
    hint="The formula names the squashing function. What range must the result have?",
)
