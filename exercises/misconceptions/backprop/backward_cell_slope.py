"""The slope of tanh on the way from ``h_t`` to ``c_t``, ``1 - tanh(c_t)**2``, is missing or wrong.

It is not squared, or it is taken at a wrong value.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

BEFORE_OR_AFTER = "Does your slope function expect the number before tanh or the one after it?"

misconceptions = [
    Misconception(
        slug="backward-cell-slope-missing",
        replaces="lstm_step_backward",
        wrong=step_backward(dc=lambda v: v.dc_t + v.dh_t * v.o_t),
        title="the slope of tanh is missing on the way from h_t to c_t",
        explanation=(
            "h_t shows tanh(c_t), so a change of the memory shows less the more the memory is"
            " saturated. Without that factor saturated memories get a gradient that is far too"
            " large, and they are moved the most."
        ),
        hint="What happens to c_t on its way into h_t? Which of that did you not differentiate?",
    ),
    Misconception(
        slug="backward-cell-slope-not-squared",
        replaces="lstm_step_backward",
        wrong=step_backward(dc=lambda v: v.dc_t + v.dh_t * v.o_t * (1 - v.tanh_c)),
        title="the square is missing in the slope of tanh on the way from h_t to c_t",
        explanation=(
            "tanh is as flat at -1 as it is at 1, and steepest in between. Without the square the"
            " slope is 2 at the lower end, so memories that are saturated there get the largest"
            " gradient of all."
        ),
        hint="What should the slope be where tanh(c_t) is -1?",
    ),
    Misconception(
        slug="backward-cell-slope-twice",
        replaces="lstm_step_backward",
        wrong=step_backward(dc=lambda v: v.dc_t + v.dh_t * v.o_t * (1 - np.tanh(v.tanh_c) ** 2)),
        title="the slope of tanh is taken at a value that is already activated",
        explanation=(
            "The slope is 1 - y**2 when y is tanh(c), and here y goes through tanh once more. The"
            " slope then never falls below 0.4, so saturated memories get a gradient that is far"
            " too large."
        ),
        hint=BEFORE_OR_AFTER,
    ),
    Misconception(
        slug="backward-cell-slope-of-raw",
        replaces="lstm_step_backward",
        wrong=step_backward(dc=lambda v: v.dc_t + v.dh_t * v.o_t * (1 - v.c_t**2)),
        title="the slope of tanh is taken at a value that is not activated yet",
        explanation=(
            "The slope of tanh is 1 - y**2, where y is the value after tanh. With the cell state"
            " itself it is negative as soon as a memory is larger than 1, and such memories are"
            " moved in the wrong direction."
        ),
        hint=BEFORE_OR_AFTER,
    ),
    Misconception(
        slug="backward-cell-slope-at-old-cell",
        replaces="lstm_step_backward",
        wrong=step_backward(dc=lambda v: v.dc_t + v.dh_t * v.o_t * (1 - np.tanh(v.c_prev) ** 2)),
        title="the slope of tanh is taken at the old cell state",
        explanation=(
            "h_t shows the new memory, so tanh was applied to that one. At the old memory the slope"
            " says how flat the curve was a step ago, which has nothing to do with h_t."
        ),
        hint="Which cell state went into tanh in the forward pass?",
    ),
]
