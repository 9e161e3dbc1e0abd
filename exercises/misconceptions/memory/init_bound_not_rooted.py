"""1/H in place of its square root."""

import numpy as np

from autograder import Misconception


def wrong_init_lstm(input_size, hidden_size, rng):
    bound, params = 1 / hidden_size, {}
    for gate in "figo":
        params[f"W_{gate}"] = rng.uniform(-bound, bound, (hidden_size, input_size))
        params[f"U_{gate}"] = rng.uniform(-bound, bound, (hidden_size, hidden_size))
        params[f"b_{gate}"] = np.full(hidden_size, 1.0 if gate == "f" else 0.0)
    return params


misconception = Misconception(
    slug="init-bound-not-rooted",
    replaces="init_lstm",
    wrong=wrong_init_lstm,
    title="the square root is missing in the range of the weights",
    explanation=(
        "Random terms partly cancel: a sum of H of them grows with the square root of H only."
        " Dividing by H makes wide layers start almost silent, with gradients to match."
    ),
    hint="How does the size of a sum of H random terms grow with H?",
)
