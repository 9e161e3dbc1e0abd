"""All biases start at 1."""

import numpy as np

from autograder import Misconception


def wrong_init_lstm(input_size, hidden_size, rng):
    bound, params = 1 / np.sqrt(hidden_size), {}
    for gate in "figo":
        params[f"W_{gate}"] = rng.uniform(-bound, bound, (hidden_size, input_size))
        params[f"U_{gate}"] = rng.uniform(-bound, bound, (hidden_size, hidden_size))
        params[f"b_{gate}"] = np.ones(hidden_size)
    return params


misconception = Misconception(
    slug="init-all-biases-one",
    replaces="init_lstm",
    wrong=wrong_init_lstm,
    title="all biases start at 1",
    explanation=(
        "Only the forget gate should start open. With the candidate's bias at 1 every step writes"
        " 0.76 into every memory before anything has been learnt, and the states start out"
        " saturated."
    ),
    hint="Which of the four biases has a reason to start at 1?",
)
