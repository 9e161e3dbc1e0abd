"""A layer of a stack does not use its own parameters, ``layers[l]``."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.layers._stacks import stack_of
from reference import lstm_sequence


def two_layers(X, h_0, c_0, layers):
    hs, h_1, c_1 = lstm_sequence(X, h_0[0], c_0[0], layers[0])
    hs, h_2, c_2 = lstm_sequence(hs, h_0[1], c_0[1], layers[1])
    return hs, np.stack([h_1, h_2]), np.stack([c_1, c_2])


misconceptions = [
    Misconception(
        slug="stack-shares-weights",
        replaces="lstm_stack",
        wrong=stack_of(parameters=lambda layers, layer: layers[0]),
        title="all layers use the parameters of the first",
        explanation=(
            "Weights are shared along time, not between layers. The first layer reads inputs, the"
            " others read hidden states, so they have different things to learn, and usually"
            " different shapes. The parameters of the other layers would never get a gradient."
        ),
        hint="How many sets of parameters came in, and how many do you use?",
    ),
    Misconception(
        slug="stack-layers-reversed",
        replaces="lstm_stack",
        wrong=stack_of(parameters=lambda layers, layer: layers[-1 - layer]),
        title="the layers are applied from the top down",
        explanation=(
            "layers[0] reads the input: its W has one column for each input. From the other end the"
            " shapes do not fit. With as many inputs as units they do, and the result is that of"
            " another network."
        ),
        hint="Which of the layers has weights that fit X?",
    ),
    Misconception(
        slug="stack-two-layers-only",
        replaces="lstm_stack",
        wrong=two_layers,
        title="written for exactly two layers",
        explanation=(
            "The list that comes in says how many layers there are. With two written out, a third"
            " would be ignored without an error, and a single layer would raise one."
        ),
        hint="What in your code changes when the list has three entries, or one?",
    ),
]
