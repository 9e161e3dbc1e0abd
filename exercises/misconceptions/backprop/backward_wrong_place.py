"""Slopes and factors that are taken at the wrong value of the cell state."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconceptions = [
    Misconception(
        slug="backward-cell-slope-of-raw",
        replaces="lstm_step_backward",
        wrong=step_backward(dc=lambda v: v.dc_t + v.dh_t * v.o_t * (1 - v.c_t**2)),
        title="the slope of tanh is taken at a value that is not activated yet",
        explanation=(
            "The slope of tanh is 1 - y**2 with y the value after tanh. With the cell state itself"
            " it is negative as soon as a memory is larger than 1, and such memories are moved in"
            " the wrong direction."
        ),
        hint="Does your slope function expect the number before tanh or the one after it?",
    ),
    Misconception(
        slug="backward-cell-slope-not-squared",
        replaces="lstm_step_backward",
        wrong=step_backward(dc=lambda v: v.dc_t + v.dh_t * v.o_t * (1 - v.tanh_c)),
        title="the square is missing in the slope of tanh on the way from h_t to c_t",
        explanation=(
            "tanh is as flat at -1 as it is at 1, and steepest in between. Without the square the"
            " slope is 2 at the lower end: memories that are saturated there get the largest"
            " gradient of all."
        ),
        hint="What should the slope be where tanh(c_t) is -1?",
    ),
    Misconception(
        slug="backward-cell-slope-at-old-cell",
        replaces="lstm_step_backward",
        wrong=step_backward(dc=lambda v: v.dc_t + v.dh_t * v.o_t * (1 - np.tanh(v.c_prev) ** 2)),
        title="the slope of tanh is taken at the old cell state",
        explanation=(
            "h_t shows the new memory, so it is there that tanh was used. With the old one the"
            " gradient says how flat the curve was a step ago, which has nothing to do with what"
            " was shown."
        ),
        hint="Which cell state went into tanh on the way forward?",
    ),
    Misconception(
        slug="backward-output-gate-sees-old-cell",
        replaces="lstm_step_backward",
        wrong=step_backward(do_t=lambda v: v.dh_t * np.tanh(v.c_prev)),
        title="the output gate's gradient uses the old cell state",
        explanation=(
            "The output gate scaled the memory as it is after this step. Judged by the old one, the"
            " gate is praised or blamed for something that it never showed."
        ),
        hint="Which cell state did the output gate multiply?",
    ),
]
