"""The first weights do not come from fresh draws of ``rng``.

They come from another generator, from a seed in the code, or from one draw for all gates.
"""

import numpy as np

from autograder import Misconception


def drawn(source):
    """An `init_lstm` whose numbers come from ``source(rng)``: a function that returns numbers from
    0 to 1 in a shape.
    """

    def wrong_init_lstm(input_size, hidden_size, rng):
        bound, params, numbers = 1 / np.sqrt(hidden_size), {}, source(rng)
        for gate in "figo":
            params[f"W_{gate}"] = bound * (2 * numbers((hidden_size, input_size)) - 1)
            params[f"U_{gate}"] = bound * (2 * numbers((hidden_size, hidden_size)) - 1)
            params[f"b_{gate}"] = np.full(hidden_size, 1.0 if gate == "f" else 0.0)
        return params

    return wrong_init_lstm


def one_draw(rng):
    known = {}
    return lambda shape: known.setdefault(shape, rng.random(shape))


misconceptions = [
    Misconception(
        slug="init-ignores-rng",
        replaces="init_lstm",
        wrong=drawn(lambda rng: np.random.default_rng().random),
        title="the numbers do not come from rng",
        explanation=(
            "Mean and spread are right, but each call gives other numbers, whatever the seed. A"
            " training run that cannot be repeated cannot be compared with another one, and a fault"
            " that shows once may never show again."
        ),
        hint=(
            "Where do your numbers come from? np.random has a generator of its own, and"
            " default_rng() makes a new one at each call."
        ),
    ),
    Misconception(
        slug="init-seed-written-out",
        replaces="init_lstm",
        wrong=drawn(lambda rng: np.random.default_rng(0).random),
        title="the numbers come from a seed in the code, not from rng",
        explanation=(
            "Every call gives exactly the same weights, whatever seed the caller chose. Two layers"
            " of a stack would start as copies of each other, and trying five seeds would be trying"
            " one of them five times."
        ),
        hint="What is the argument rng for, if a generator is made inside the function?",
    ),
    Misconception(
        slug="init-one-draw-for-all-gates",
        replaces="init_lstm",
        wrong=drawn(one_draw),
        title="the gates share the numbers of one draw",
        explanation=(
            "Weights start at random so that no two parts do the same. Here the forget gate, the"
            " input gate and the output gate start as the same gate, apart from the bias. Whatever"
            " they do differently has to be learned against that start."
        ),
        hint="How often do you draw, and how many random arrays are there?",
    ),
]
