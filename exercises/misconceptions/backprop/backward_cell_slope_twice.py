"""tanh' taken at an already activated value."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-cell-slope-twice",
    replaces="lstm_step_backward",
    wrong=step_backward(dc=lambda v: v.dc_t + v.dh_t * v.o_t * (1 - np.tanh(v.tanh_c) ** 2)),
    title="the slope of tanh is taken at a value that is activated already",
    explanation=(
        "The slope is 1 - y**2 when y is tanh(c); to put y through tanh once more is one tanh too"
        " many. The slope then never falls below 0.4, so saturated memories get a gradient that is"
        " far too large."
    ),
    hint="Does your slope function expect the number before tanh or the one after it?",
)
