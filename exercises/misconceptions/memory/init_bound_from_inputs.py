"""The range follows the number of inputs."""

import numpy as np

from autograder import Misconception


def wrong_init_lstm(input_size, hidden_size, rng):
    bound, params = 1 / np.sqrt(input_size), {}
    for gate in "figo":
        params[f"W_{gate}"] = rng.uniform(-bound, bound, (hidden_size, input_size))
        params[f"U_{gate}"] = rng.uniform(-bound, bound, (hidden_size, hidden_size))
        params[f"b_{gate}"] = np.full(hidden_size, 1.0 if gate == "f" else 0.0)
    return params


misconception = Misconception(
    slug="init-bound-from-inputs",
    replaces="init_lstm",
    wrong=wrong_init_lstm,
    title="the range of the weights follows the number of inputs",
    explanation=(
        "The recurrent sum has one term for each hidden unit and is applied at every step, so it is"
        " the number of units that decides whether states grow or fade. With few inputs and many"
        " units yours saturate at once."
    ),
    hint="Which of the two sizes does the docstring name in the range?",
)
