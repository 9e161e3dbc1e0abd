"""tanh is written with exponentials, ``(e^z - e^-z) / (e^z + e^-z)``, which overflow for large z.

This can happen in each of the three functions that use tanh.
"""

import numpy as np

from autograder import Misconception


def tanh(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


def wrong_candidate(x_t, h_prev, W_g, U_g, b_g):
    return tanh(x_t @ W_g.T + h_prev @ U_g.T + b_g)


def wrong_hidden_state(o_t, c_t):
    return o_t * tanh(c_t)


def wrong_rnn_step(x_t, h_prev, W, U, b):
    return tanh(x_t @ W.T + h_prev @ U.T + b)


misconceptions = [
    Misconception(
        slug="tanh-overflows",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="tanh is made of exponentials, which overflow",
        explanation=(
            "On paper the formula is right, but e to the 1000 is more than a float can hold, and"
            " infinity divided by infinity is nan. A unit that is very sure has such large sums."
            " One nan spreads to every state and, at the next update, to every weight."
        ),
        hint="NumPy has a function for this that stays finite for any number.",
    )
    for wrong in (wrong_candidate, wrong_hidden_state, wrong_rnn_step)
]
