"""The forget bias starts at 0."""

import numpy as np

from autograder import Misconception


def wrong_init_lstm(input_size, hidden_size, rng):
    bound, params = 1 / np.sqrt(hidden_size), {}
    for gate in "figo":
        params[f"W_{gate}"] = rng.uniform(-bound, bound, (hidden_size, input_size))
        params[f"U_{gate}"] = rng.uniform(-bound, bound, (hidden_size, hidden_size))
        params[f"b_{gate}"] = np.zeros(hidden_size)
    return params


misconception = Misconception(
    slug="init-forget-bias-zero",
    replaces="init_lstm",
    wrong=wrong_init_lstm,
    title="the forget bias starts at 0",
    explanation=(
        "With a bias of 0 the forget gate starts half open: a memory halves at every step, and"
        " after ten steps a thousandth of its gradient is left. The network can then hardly find"
        " out that remembering would help."
    ),
    hint="Which gate should be open before anything has been learnt?",
)
