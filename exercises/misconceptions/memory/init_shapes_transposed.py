"""Weights as (I, H)."""

import numpy as np

from autograder import Misconception


def wrong_init_lstm(input_size, hidden_size, rng):
    bound, params = 1 / np.sqrt(hidden_size), {}
    for gate in "figo":
        params[f"W_{gate}"] = rng.uniform(-bound, bound, (input_size, hidden_size))
        params[f"U_{gate}"] = rng.uniform(-bound, bound, (hidden_size, hidden_size))
        params[f"b_{gate}"] = np.full(hidden_size, 1.0 if gate == "f" else 0.0)
    return params


misconception = Misconception(
    slug="init-shapes-transposed",
    replaces="init_lstm",
    wrong=wrong_init_lstm,
    title="the input weights lie on their side",
    explanation=(
        "W has one row for each hidden unit. The other way round it does not fit any of the other"
        " functions, which multiply by its transpose."
    ),
    hint="What shape does the docstring give for W?",
)
