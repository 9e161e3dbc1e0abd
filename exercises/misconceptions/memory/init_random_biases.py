"""The biases are drawn as well."""

import numpy as np

from autograder import Misconception


def wrong_init_lstm(input_size, hidden_size, rng):
    bound, params = 1 / np.sqrt(hidden_size), {}
    for gate in "figo":
        params[f"W_{gate}"] = rng.uniform(-bound, bound, (hidden_size, input_size))
        params[f"U_{gate}"] = rng.uniform(-bound, bound, (hidden_size, hidden_size))
        params[f"b_{gate}"] = rng.uniform(-bound, bound, hidden_size)
    return params


misconception = Misconception(
    slug="init-random-biases",
    replaces="init_lstm",
    wrong=wrong_init_lstm,
    title="the biases are drawn at random",
    explanation=(
        "Random weights already make units differ; a bias need not. Drawn around zero the forget"
        " bias leaves its gate half open, so that memories halve at every step when training"
        " begins."
    ),
    hint="Which of the arrays should be random, and which should start at a chosen value?",
)
