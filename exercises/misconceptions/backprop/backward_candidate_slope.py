"""The slope of tanh on the candidate, ``dz_g = dg_t * (1 - g_t**2)``, is missing or wrong.

It is not squared, that of another function, or taken at another value.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconceptions = [
    Misconception(
        slug="backward-candidate-slope-missing",
        replaces="lstm_step_backward",
        wrong=step_backward(dz_g=lambda v: v.dg_t),
        title="the slope of tanh is missing on the candidate",
        explanation=(
            "Between the candidate and its weights is tanh. Without its slope, a candidate that is"
            " saturated at 1 or -1 is still pushed further, and its weights grow without limit."
        ),
        hint=(
            "Compare your four lines that go from a layer back to its weighted sum. What do the"
            " others have?"
        ),
    ),
    Misconception(
        slug="backward-candidate-slope-not-squared",
        replaces="lstm_step_backward",
        wrong=step_backward(dz_g=lambda v: v.dg_t * (1 - v.g_t)),
        title="the square is missing in the slope of tanh on the candidate",
        explanation=(
            "tanh is as flat at -1 as it is at 1, and steepest in between. Without the square the"
            " slope is 2 at the lower end, so candidates that are saturated there get the largest"
            " gradient of all."
        ),
        hint="What should the slope be where the candidate is -1?",
    ),
    Misconception(
        slug="backward-candidate-slope-of-sigmoid",
        replaces="lstm_step_backward",
        wrong=step_backward(dz_g=lambda v: v.dg_t * v.g_t * (1 - v.g_t)),
        title="the candidate is differentiated like a sigmoid",
        explanation=(
            "The candidate differs from the gates: its activation is tanh. g(1 - g) is negative for"
            " every negative candidate, so half of the time its weights are moved in the wrong"
            " direction."
        ),
        hint="Which activation does the candidate have, and what is the slope of that activation?",
    ),
    Misconception(
        slug="backward-candidate-slope-twice",
        replaces="lstm_step_backward",
        wrong=step_backward(dz_g=lambda v: v.dg_t * (1 - np.tanh(v.g_t) ** 2)),
        title="the candidate's slope is taken at a value that is already activated",
        explanation=(
            "The candidate is already a tanh: its slope is 1 minus its own square. With a second"
            " tanh the slope never falls below 0.4, so a saturated candidate is pushed further and"
            " further."
        ),
        hint="Does your slope function expect the number before tanh or the one after it?",
    ),
]
