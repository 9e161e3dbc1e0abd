"""Weights from the standard normal distribution."""

import numpy as np

from autograder import Misconception


def wrong_init_lstm(input_size, hidden_size, rng):
    params = {}
    for gate in "figo":
        params[f"W_{gate}"] = rng.standard_normal((hidden_size, input_size))
        params[f"U_{gate}"] = rng.standard_normal((hidden_size, hidden_size))
        params[f"b_{gate}"] = np.full(hidden_size, 1.0 if gate == "f" else 0.0)
    return params


misconception = Misconception(
    slug="init-standard-normal",
    replaces="init_lstm",
    wrong=wrong_init_lstm,
    title="the weights are drawn with a spread of 1",
    explanation=(
        "A sum of H terms of size 1 is about as large as the square root of H, so with many units"
        " all gates are saturated before training begins, where their slope is nearly zero. The"
        " spread has to shrink as the layer grows."
    ),
    hint=(
        "How large is a sum of a hundred random terms of size 1? What should the spread depend on?"
    ),
)
