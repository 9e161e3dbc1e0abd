"""Biases as (1, H)."""

import numpy as np

from autograder import Misconception


def wrong_init_lstm(input_size, hidden_size, rng):
    bound, params = 1 / np.sqrt(hidden_size), {}
    for gate in "figo":
        params[f"W_{gate}"] = rng.uniform(-bound, bound, (hidden_size, input_size))
        params[f"U_{gate}"] = rng.uniform(-bound, bound, (hidden_size, hidden_size))
        params[f"b_{gate}"] = np.full((1, hidden_size), 1.0 if gate == "f" else 0.0)
    return params


misconception = Misconception(
    slug="init-biases-as-rows",
    replaces="init_lstm",
    wrong=wrong_init_lstm,
    title="the biases have an axis too many",
    explanation="A bias is a vector with one entry for each unit. As a matrix of one row it still broadcasts, until "
                "its gradient, a vector, is subtracted from it in training or it is stacked with others.",
    hint="What shape does the docstring give for b?",
)
