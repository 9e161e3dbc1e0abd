"""The input gate's bias starts at 1, the forget gate's at 0."""

import numpy as np

from autograder import Misconception


def wrong_init_lstm(input_size, hidden_size, rng):
    bound, params = 1 / np.sqrt(hidden_size), {}
    for gate in "figo":
        params[f"W_{gate}"] = rng.uniform(-bound, bound, (hidden_size, input_size))
        params[f"U_{gate}"] = rng.uniform(-bound, bound, (hidden_size, hidden_size))
        params[f"b_{gate}"] = np.full(hidden_size, 1.0 if gate == "i" else 0.0)
    return params


misconception = Misconception(
    slug="init-wrong-gate-open",
    replaces="init_lstm",
    wrong=wrong_init_lstm,
    title="the input gate starts open in place of the forget gate",
    explanation=(
        "An open input gate writes noise at full strength, while a forget gate that is half open"
        " drops half of the memory at every step. It is the forget gate that has to start open, so"
        " that gradients reach back from the beginning."
    ),
    hint="Which gate decides how long a memory lasts?",
)
