"""Biases with an axis too many, or without any."""

import numpy as np

from autograder import Misconception


def biases(shaped):
    """An `init_lstm` whose biases come from ``shaped(size, value)``."""

    def wrong_init_lstm(input_size, hidden_size, rng):
        bound, params = 1 / np.sqrt(hidden_size), {}
        for gate in "figo":
            params[f"W_{gate}"] = rng.uniform(-bound, bound, (hidden_size, input_size))
            params[f"U_{gate}"] = rng.uniform(-bound, bound, (hidden_size, hidden_size))
            params[f"b_{gate}"] = shaped(hidden_size, 1.0 if gate == "f" else 0.0)
        return params

    return wrong_init_lstm


misconceptions = [
    Misconception(
        "init-biases-as-rows",
        "init_lstm",
        biases(lambda size, value: np.full((1, size), value)),
        "the biases have an axis too many",
        "A bias is a vector with one entry for each unit. As a matrix of one row it still"
        " broadcasts, until its gradient, a vector, is subtracted from it in training or it is"
        " stacked with others.",
        "What shape does the docstring give for b?",
    ),
    Misconception(
        "init-biases-as-columns",
        "init_lstm",
        biases(lambda size, value: np.full((size, 1), value)),
        "the biases are columns",
        "Columns belong to formulas with one example a column. Here examples are rows, and a column"
        " of shape (H, 1) added to (B, H) does not fit or makes each example see a bias of its"
        " own.",
        "What shape does the docstring give for b?",
    ),
    Misconception(
        "init-biases-as-numbers",
        "init_lstm",
        biases(lambda size, value: value),
        "a bias is one number for all units",
        "A single number broadcasts, so the first step works. But each unit has to find its own"
        " bias in training, and the gradient that comes back has one entry for each of them.",
        "What shape does the docstring give for b?",
    ),
]
