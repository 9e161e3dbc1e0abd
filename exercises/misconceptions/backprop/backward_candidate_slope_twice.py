"""tanh' taken at an already activated candidate."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-candidate-slope-twice",
    replaces="lstm_step_backward",
    wrong=step_backward(dz_g=lambda v: v.dg_t * (1 - np.tanh(v.g_t) ** 2)),
    title="the candidate's slope is taken at a value that is activated already",
    explanation=(
        "The candidate is a tanh already: its slope is 1 minus its own square. Put through tanh"
        " once more the slope never falls below 0.4, so a saturated candidate is pushed on and on."
    ),
    hint="Does your slope function expect the number before tanh or the one after it?",
)
