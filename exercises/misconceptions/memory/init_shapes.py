"""The first parameters have wrong shapes: ``W`` should be (H, I) and ``b`` should be (H,)."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.memory._init import init_with


def input_weights_transposed(input_size, hidden_size, rng):
    bound, params = 1 / np.sqrt(hidden_size), {}
    for gate in "figo":
        params[f"W_{gate}"] = rng.uniform(-bound, bound, (input_size, hidden_size))
        params[f"U_{gate}"] = rng.uniform(-bound, bound, (hidden_size, hidden_size))
        params[f"b_{gate}"] = np.full(hidden_size, 1.0 if gate == "f" else 0.0)
    return params


SHAPE_OF_BIAS = "What shape does the docstring give for b?"

misconceptions = [
    Misconception(
        slug="init-shapes-transposed",
        replaces="init_lstm",
        wrong=input_weights_transposed,
        title="the input weights are transposed",
        explanation=(
            "W has one row for each hidden unit. With one row for each input it does not fit the"
            " other functions, which multiply by the transpose of W."
        ),
        hint="What shape does the docstring give for W?",
    ),
    Misconception(
        slug="init-biases-as-rows",
        replaces="init_lstm",
        wrong=init_with(
            bias=lambda rng, gate, size: np.full((1, size), 1.0 if gate == "f" else 0.0)
        ),
        title="the biases have an axis too many",
        explanation=(
            "A bias is a vector with one entry for each unit. As a matrix of one row it still"
            " broadcasts. This fails when its gradient, a vector, is subtracted from it in"
            " training, or when it is stacked with others."
        ),
        hint=SHAPE_OF_BIAS,
    ),
    Misconception(
        slug="init-biases-as-columns",
        replaces="init_lstm",
        wrong=init_with(
            bias=lambda rng, gate, size: np.full((size, 1), 1.0 if gate == "f" else 0.0)
        ),
        title="the biases are columns",
        explanation=(
            "Columns belong to formulas with one example in each column. Here examples are rows. A"
            " column of shape (H, 1) added to (B, H) does not fit, or it gives each example a bias"
            " of its own."
        ),
        hint=SHAPE_OF_BIAS,
    ),
    Misconception(
        slug="init-biases-as-numbers",
        replaces="init_lstm",
        wrong=init_with(bias=lambda rng, gate, size: 1.0 if gate == "f" else 0.0),
        title="a bias is one number for all units",
        explanation=(
            "A single number broadcasts, so the first step works. But each unit has to find its own"
            " bias in training, and the gradient that comes back has one entry for each of them."
        ),
        hint=SHAPE_OF_BIAS,
    ),
]
