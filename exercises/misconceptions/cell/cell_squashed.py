"""tanh on the new cell state."""

import numpy as np

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return np.tanh(f_t * c_prev + i_t * g_t)


misconception = Misconception(
    slug="cell-squashed",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="the cell state itself is squashed by tanh",
    explanation=(
        "Nothing squashes the memory on its way from step to step: tanh comes in only when it is"
        " shown, in h_t. Squashed at each step, a memory fades even with the forget gate wide open,"
        " and the gradient picks up a factor below 1 at every step, which is the very decay that an"
        " LSTM is built to avoid."
    ),
    hint="Does the formula for the cell state contain an activation at all?",
)
