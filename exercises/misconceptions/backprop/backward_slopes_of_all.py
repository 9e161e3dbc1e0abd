"""One and the same wrong slope in all four layers."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward
from reference import sigmoid


def _twice(s):
    return sigmoid(s) * (1 - sigmoid(s))


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
            "Between a layer and its weights lies its activation, which is flat where the layer is"
            " decided. Without the slopes everything that is saturated is pushed on for ever, and"
            " the weights grow without end."
        ),
        hint=(
            "The weights make z, and the layer is a function of z. What does the chain rule put"
            " between them?"
        ),
    ),
    Misconception(
        slug="backward-all-slopes-twice",
        replaces="lstm_step_backward",
        wrong=step_backward(
            dz_f=lambda v: v.df_t * _twice(v.f_t),
            dz_i=lambda v: v.di_t * _twice(v.i_t),
            dz_g=lambda v: v.dg_t * (1 - np.tanh(v.g_t) ** 2),
            dz_o=lambda v: v.do_t * _twice(v.o_t),
        ),
        title="the slopes of all four layers are taken at values that are activated already",
        explanation=(
            "f, i, g and o are what came out of sigmoid and tanh. A slope function that applies the"
            " activation itself does it once more here: its result hardly depends on the gate, so"
            " one that is fully decided is pushed as hard as one that is not."
        ),
        hint="Do your slope functions expect the number before the activation or the one after it?",
    ),
    Misconception(
        slug="backward-all-slopes-and-cell-slope-twice",
        replaces="lstm_step_backward",
        wrong=step_backward(
            dz_f=lambda v: v.df_t * _twice(v.f_t),
            dz_i=lambda v: v.di_t * _twice(v.i_t),
            dz_g=lambda v: v.dg_t * (1 - np.tanh(v.g_t) ** 2),
            dz_o=lambda v: v.do_t * _twice(v.o_t),
            dc=lambda v: v.dc_t + v.dh_t * v.o_t * (1 - np.tanh(v.tanh_c) ** 2),
        ),
        title="all five slopes are taken at values that are activated already",
        explanation=(
            "f, i, g, o and the tanh of the cell state are what came out of an activation. A slope"
            " function that applies the activation itself does it once more here: its result hardly"
            " depends on the gate, so one that is fully decided is pushed as hard as one that is"
            " not."
        ),
        hint="Do your slope functions expect the number before the activation or the one after it?",
    ),
    Misconception(
        slug="backward-gates-have-slope-of-tanh",
        replaces="lstm_step_backward",
        wrong=step_backward(
            dz_f=lambda v: v.df_t * (1 - v.f_t**2),
            dz_i=lambda v: v.di_t * (1 - v.i_t**2),
            dz_o=lambda v: v.do_t * (1 - v.o_t**2),
        ),
        title="the gates are differentiated like tanh",
        explanation=(
            "The gates are sigmoids. The slope of tanh does not vanish where a gate is closed, so"
            " closed gates get the largest gradient of all, where they should get none."
        ),
        hint="Which activation do the gates have, and what is the slope of that one at 0 and at 1?",
    ),
]
