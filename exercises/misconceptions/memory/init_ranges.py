"""The first weights are not drawn from ``-1 / sqrt(H)`` to ``1 / sqrt(H)``.

The range does not depend on the size as it should, or it is not centred at zero.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.memory._init import init_with


def bound_from_inputs(input_size, hidden_size, rng):
    bound, params = 1 / np.sqrt(input_size), {}
    for gate in "figo":
        params[f"W_{gate}"] = rng.uniform(-bound, bound, (hidden_size, input_size))
        params[f"U_{gate}"] = rng.uniform(-bound, bound, (hidden_size, hidden_size))
        params[f"b_{gate}"] = np.full(hidden_size, 1.0 if gate == "f" else 0.0)
    return params


WHAT_SPREAD_DEPENDS_ON = "What should the spread depend on, according to the docstring?"

misconceptions = [
    Misconception(
        slug="init-zero-weights",
        replaces="init_lstm",
        wrong=init_with(lambda rng, rows, columns: np.zeros((rows, columns))),
        title="all weights start at 0",
        explanation=(
            "Units with the same weights compute the same and get the same gradient, so they stay"
            " alike forever. The layer would be worth a single unit. Random weights are there to"
            " make units differ."
        ),
        hint="What would make two hidden units differ in the first step of training?",
    ),
    Misconception(
        slug="init-too-small",
        replaces="init_lstm",
        wrong=init_with(lambda rng, rows, columns: 0.01 * rng.standard_normal((rows, columns))),
        title="the weights are drawn with a fixed spread of 0.01",
        explanation=(
            "A fixed small spread fits no size in particular. Here it is far too small: inputs have"
            " hardly any effect, the hidden states stay near zero, and gradients through U shrink a"
            " hundredfold at each step."
        ),
        hint=WHAT_SPREAD_DEPENDS_ON,
    ),
    Misconception(
        slug="init-a-tenth",
        replaces="init_lstm",
        wrong=init_with(lambda rng, rows, columns: rng.normal(0, 0.1, (rows, columns))),
        title="the weights are drawn with a fixed spread of 0.1",
        explanation=(
            "A fixed spread fits one size of layer by chance and no other. With few units hardly"
            " anything gets through; with many units the sums saturate all gates. The spread has to"
            " shrink as the layer grows."
        ),
        hint=WHAT_SPREAD_DEPENDS_ON,
    ),
    Misconception(
        slug="init-standard-normal",
        replaces="init_lstm",
        wrong=init_with(lambda rng, rows, columns: rng.standard_normal((rows, columns))),
        title="the weights are drawn with a spread of 1",
        explanation=(
            "A sum of H terms of size 1 is about as large as the square root of H. With many units"
            " all gates are saturated before training begins, where their slope is nearly zero. The"
            " spread has to shrink as the layer grows."
        ),
        hint=(
            "How large is a sum of a hundred random terms of size 1? What should the spread depend"
            " on?"
        ),
    ),
    Misconception(
        slug="init-uniform-to-one",
        replaces="init_lstm",
        wrong=init_with(lambda rng, rows, columns: rng.uniform(-1, 1, (rows, columns))),
        title="the weights are drawn from -1 to 1, whatever the size",
        explanation=(
            "A sum of H such terms is about as large as the square root of H/3. With many units all"
            " gates are saturated before training begins, where their slope is nearly zero. The"
            " range has to shrink as the layer grows."
        ),
        hint="What should the range depend on, according to the docstring?",
    ),
    Misconception(
        slug="init-bound-from-inputs",
        replaces="init_lstm",
        wrong=bound_from_inputs,
        title="the range of the weights follows the number of inputs",
        explanation=(
            "The recurrent sum has one term for each hidden unit and is applied at every step, so"
            " the number of units decides whether states grow or fade. With few inputs and many"
            " units, yours saturate at once."
        ),
        hint="Which of the two sizes does the docstring name in the range?",
    ),
    Misconception(
        slug="init-bound-not-rooted",
        replaces="init_lstm",
        wrong=init_with(
            lambda rng, rows, columns: rng.uniform(-1 / rows, 1 / rows, (rows, columns))
        ),
        title="the square root is missing in the range of the weights",
        explanation=(
            "Random terms partly cancel, so a sum of H of them grows with the square root of H"
            " only. Dividing by H makes wide layers start almost silent, with gradients that are"
            " just as small."
        ),
        hint="How does the size of a sum of H random terms grow with H?",
    ),
    Misconception(
        slug="init-positive-weights",
        replaces="init_lstm",
        wrong=init_with(
            lambda rng, rows, columns: rng.uniform(0, 1 / np.sqrt(rows), (rows, columns))
        ),
        title="all weights are positive",
        explanation=(
            "Every unit then reacts to everything in the same direction. The sums add up instead of"
            " cancelling, and gates saturate at once. The mean should be zero."
        ),
        hint="What should the mean of the weights be? From where to where does your range go?",
    ),
    Misconception(
        slug="init-uniform-from-zero",
        replaces="init_lstm",
        wrong=init_with(lambda rng, rows, columns: rng.random((rows, columns))),
        title="the weights are drawn from 0 to 1",
        explanation=(
            "rng.random gives numbers from 0 to 1, whose mean is a half. Every unit reacts to"
            " everything in the same direction, and sums of many terms saturate all gates at once."
            " The mean should be zero."
        ),
        hint=(
            "What are the mean and the spread of what your generator gives, and what should they"
            " be?"
        ),
    ),
]
