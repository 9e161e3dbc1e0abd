"""The factor of one step, ``diag(1 - h_t**2) @ U``, is wrong.

The slope of tanh is missing, that of another function, or taken at the wrong value, or it scales
the wrong axis. The weights are transposed.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.rnn._jacobian import product_of

misconceptions = [
    Misconception(
        slug="jacobian-without-slope",
        replaces="rnn_memory_gradient",
        wrong=product_of(lambda h_t, U: U),
        title="the slope of tanh is missing at every step",
        explanation=(
            "Each step is a matrix product and then tanh. The slope of tanh is at most 1, and near"
            " 0 where units are saturated. Leaving it out hides the main reason why the gradients"
            " of an RNN vanish."
        ),
        hint="h_t is a function of a function. Which of the two did you not differentiate?",
    ),
    Misconception(
        slug="jacobian-slope-not-squared",
        replaces="rnn_memory_gradient",
        wrong=product_of(lambda h_t, U: (1 - h_t)[:, :, np.newaxis] * U),
        title="the square is missing in the slope of tanh",
        explanation=(
            "tanh is as flat at -1 as it is at 1. Without the square the slope is 2 at the lower"
            " end, so the gradient would seem to explode where it really vanishes."
        ),
        hint="What should the slope be where a unit is -1?",
    ),
    Misconception(
        slug="jacobian-slope-twice",
        replaces="rnn_memory_gradient",
        wrong=product_of(lambda h_t, U: (1 - np.tanh(h_t) ** 2)[:, :, np.newaxis] * U),
        title="the slope of tanh is taken at a value that is already activated",
        explanation=(
            "hs holds the states after tanh, so their slope is 1 - h**2. With a second tanh it"
            " never falls below 0.4, and the gradient seems to vanish much more slowly than it"
            " does."
        ),
        hint="Has tanh been applied to hs already?",
    ),
    Misconception(
        slug="jacobian-slope-of-sigmoid",
        replaces="rnn_memory_gradient",
        wrong=product_of(lambda h_t, U: (h_t * (1 - h_t))[:, :, np.newaxis] * U),
        title="the slope of the sigmoid is used where that of tanh belongs",
        explanation=(
            "h(1 - h) is the slope of a sigmoid, but a plain RNN uses tanh. For every negative"
            " state this slope has the wrong sign, and near zero, where tanh is steepest, it"
            " vanishes."
        ),
        hint="Which activation made hs, and what is its slope where h is 0?",
    ),
    Misconception(
        slug="jacobian-slope-on-columns",
        replaces="rnn_memory_gradient",
        wrong=product_of(lambda h_t, U: U * (1 - h_t**2)[:, np.newaxis, :]),
        title="the slopes scale the columns of U where they should scale its rows",
        explanation=(
            "The slope belongs to the unit that reacts, and that unit is the row. Along the other"
            " axis it damps the unit that sends instead of the one that receives."
        ),
        hint="In entry (i, j), whose tanh does the signal pass: that of unit i or of unit j?",
    ),
    Misconception(
        slug="jacobian-weights-transposed",
        replaces="rnn_memory_gradient",
        wrong=product_of(lambda h_t, U: (1 - h_t**2)[:, :, np.newaxis] * U.T),
        title="the recurrent weights are transposed",
        explanation=(
            "Entry (i, j) of the Jacobian says how unit i reacts to unit j, and so does entry"
            " (i, j) of U. The transpose in the forward formula is there only because examples are"
            " rows."
        ),
        hint="How does unit i at step t depend on unit j at step t - 1? Which entry of U is that?",
    ),
]
