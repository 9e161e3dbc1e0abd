"""The slopes of all four layers, ``s * (1 - s)`` and ``1 - g_t**2``, are wrong in the same way.

They are all missing, or all taken at values that are already activated.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward
from reference import sigmoid


def sigmoid_slope(s):
    return sigmoid(s) * (1 - sigmoid(s))


TWICE = {
    "dz_f": lambda v: v.df_t * sigmoid_slope(v.f_t),
    "dz_i": lambda v: v.di_t * sigmoid_slope(v.i_t),
    "dz_g": lambda v: v.dg_t * (1 - np.tanh(v.g_t) ** 2),
    "dz_o": lambda v: v.do_t * sigmoid_slope(v.o_t),
}
ONCE_MORE = (
    " are what came out of an activation. A slope function that applies the activation itself does"
    " it once more here. Its result hardly depends on the gate, so one that is saturated is pushed"
    " as hard as one that is not."
)
BEFORE_OR_AFTER = (
    "Do your slope functions expect the number before the activation or the one after it?"
)

misconceptions = [
    Misconception(
        slug="backward-all-slopes-missing",
        replaces="lstm_step_backward",
        wrong=step_backward(
            dz_f=lambda v: v.df_t,
            dz_i=lambda v: v.di_t,
            dz_g=lambda v: v.dg_t,
            dz_o=lambda v: v.do_t,
        ),
        title="the slopes of sigmoid and tanh are missing in all four layers",
        explanation=(
            "Between a layer and its weights is its activation, which is flat where the layer is"
            " saturated. Without the slopes everything that is saturated is pushed further forever,"
            " and the weights grow without limit."
        ),
        hint=(
            "The weights make z, and the layer is a function of z. What does the chain rule put"
            " between them?"
        ),
    ),
    Misconception(
        slug="backward-all-slopes-twice",
        replaces="lstm_step_backward",
        wrong=step_backward(**TWICE),
        title="the slopes of all four layers are taken at values that are already activated",
        explanation=f"f, i, g and o{ONCE_MORE}",
        hint=BEFORE_OR_AFTER,
    ),
    Misconception(
        slug="backward-all-slopes-and-cell-slope-twice",
        replaces="lstm_step_backward",
        wrong=step_backward(
            **TWICE,
            dc=lambda v: v.dc_t + v.dh_t * v.o_t * (1 - np.tanh(v.tanh_c) ** 2),
        ),
        title="all five slopes are taken at values that are already activated",
        explanation=f"f, i, g, o and the tanh of the cell state{ONCE_MORE}",
        hint=BEFORE_OR_AFTER,
    ),
]
