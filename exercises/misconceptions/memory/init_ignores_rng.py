"""Numbers that come from somewhere else than the generator that was handed in, or are drawn too few
times.
"""

import numpy as np

from autograder import Misconception


def drawn(source):
    """An `init_lstm` whose numbers come from ``source(rng)``: a function for the numbers from 0 to
    1 of a shape.
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
        "init-ignores-rng",
        "init_lstm",
        drawn(lambda rng: np.random.default_rng().random),
        "the numbers do not come from rng",
        "Mean and spread are right, but each call gives other numbers, whatever the seed. A"
        " training run that cannot be repeated cannot be compared with another one, and a fault"
        " that shows once may never show again.",
        "Where do your numbers come from? np.random has a generator of its own, and default_rng()"
        " makes a new one at each call.",
    ),
    Misconception(
        "init-seed-written-out",
        "init_lstm",
        drawn(lambda rng: np.random.default_rng(0).random),
        "the numbers come from a seed that is written out, not from rng",
        "Every call gives the very same weights, whatever seed the caller chose. Two layers of a"
        " stack would start as copies of each other, and to try five seeds would be to try one of"
        " them five times.",
        "What is the argument rng for, if a generator is made inside the function?",
    ),
    Misconception(
        "init-one-draw-for-all-gates",
        "init_lstm",
        drawn(one_draw),
        "the gates share the numbers of one draw",
        "Weights start at random so that no two parts do the same. Here forget gate, input gate and"
        " output gate start as one and the same gate, but for the bias, and whatever they do"
        " differently has to be learnt against that start.",
        "How often do you draw, and how many random arrays are there?",
    ),
]
