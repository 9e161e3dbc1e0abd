"""Weights of about a hundredth."""

import numpy as np

from autograder import Misconception


def wrong_init_lstm(input_size, hidden_size, rng):
    params = {}
    for gate in "figo":
        params[f"W_{gate}"] = 0.01 * rng.standard_normal((hidden_size, input_size))
        params[f"U_{gate}"] = 0.01 * rng.standard_normal((hidden_size, hidden_size))
        params[f"b_{gate}"] = np.full(hidden_size, 1.0 if gate == "f" else 0.0)
    return params


misconception = Misconception(
    slug="init-too-small",
    replaces="init_lstm",
    wrong=wrong_init_lstm,
    title="the weights are drawn with a fixed spread of 0.01",
    explanation=(
        "A fixed small spread fits no size in particular. Here it is far too small: inputs hardly"
        " register, the hidden states stay near zero, and gradients through U shrink a hundredfold"
        " at each step."
    ),
    hint="What should the spread depend on, according to the docstring?",
)
