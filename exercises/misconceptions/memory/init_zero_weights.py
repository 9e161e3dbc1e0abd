"""All weights start at 0."""

import numpy as np

from autograder import Misconception


def wrong_init_lstm(input_size, hidden_size, rng):
    params = {}
    for gate in "figo":
        params[f"W_{gate}"] = np.zeros((hidden_size, input_size))
        params[f"U_{gate}"] = np.zeros((hidden_size, hidden_size))
        params[f"b_{gate}"] = np.full(hidden_size, 1.0 if gate == "f" else 0.0)
    return params


misconception = Misconception(
    slug="init-zero-weights",
    replaces="init_lstm",
    wrong=wrong_init_lstm,
    title="all weights start at 0",
    explanation=(
        "Units with the same weights compute the same and get the same gradient, so they stay alike"
        " for ever: the layer would be worth a single unit. Random weights are there to make units"
        " differ."
    ),
    hint="What would tell two hidden units apart in the first step of training?",
)
