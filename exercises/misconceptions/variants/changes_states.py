"""A step writes its result into the state that it was given."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.variants._steps import sum_of
from reference import hidden_state, sigmoid


def wrong_peephole_step(x_t, h_prev, c_prev, params):
    f, i, g, o = (sum_of(x_t, h_prev, params, k) for k in "figo")
    f_t, i_t = (sigmoid(s + params[f"p_{k}"] * c_prev) for s, k in ((f, "f"), (i, "i")))
    c_prev *= f_t
    c_prev += i_t * np.tanh(g)
    return hidden_state(sigmoid(o + params["p_o"] * c_prev), c_prev), c_prev


def wrong_coupled_step(x_t, h_prev, c_prev, params):
    i, g, o = (sum_of(x_t, h_prev, params, k) for k in "igo")
    c_prev += sigmoid(i) * (np.tanh(g) - c_prev)
    return hidden_state(sigmoid(o), c_prev), c_prev


def wrong_gru_step(x_t, h_prev, params):
    r_t, z_t = (sigmoid(sum_of(x_t, h_prev, params, k)) for k in "rz")
    g_t = np.tanh(x_t @ params["W_g"].T + (r_t * h_prev) @ params["U_g"].T + params["b_g"])
    h_prev += (1 - z_t) * (g_t - h_prev)
    return h_prev


misconceptions = [
    Misconception(
        slug="changes-its-inputs",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the function changes its inputs",
        explanation=(
            "Using += and the like on an argument changes the caller's own array. The old state is"
            " needed again: the backward pass reads the states of every step, and if the forward"
            " pass overwrote them, its gradients are wrong, and no error is raised."
        ),
        hint="Which line writes into an array that was passed in? Make a new array there.",
        same_as=("changes-its-inputs",),
        changes_inputs=True,
    )
    for wrong in (wrong_peephole_step, wrong_coupled_step, wrong_gru_step)
]
