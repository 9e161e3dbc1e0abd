"""``rng.random``: only positive weights."""

import numpy as np

from autograder import Misconception


def wrong_init_lstm(input_size, hidden_size, rng):
    bound, params = 1 / np.sqrt(hidden_size), {}
    for gate in "figo":
        params[f"W_{gate}"] = rng.uniform(0, bound, (hidden_size, input_size))
        params[f"U_{gate}"] = rng.uniform(0, bound, (hidden_size, hidden_size))
        params[f"b_{gate}"] = np.full(hidden_size, 1.0 if gate == "f" else 0.0)
    return params


misconception = Misconception(
    slug="init-positive-weights",
    replaces="init_lstm",
    wrong=wrong_init_lstm,
    title="all weights are positive",
    explanation=(
        "Then every unit reacts to everything in the same direction, the sums add up instead of"
        " cancelling, and gates saturate at once. The mean should be zero."
    ),
    hint="What should the mean of the weights be? From where to where does your range go?",
)
