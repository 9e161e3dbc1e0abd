"""The parameters do not move by ``-lr * m_hat / (sqrt(v_hat) + eps)``.

An average, the root or eps is missing or in the wrong place, or the sign is wrong.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.memory._adam import IN_DOUBLE, adam_with

misconceptions = [
    Misconception(
        slug="adam-uphill",
        replaces="adam_step",
        wrong=adam_with(step=lambda a: -a.lr * a.m_hat / (np.sqrt(a.v_hat) + a.eps)),
        title="the parameters move uphill",
        explanation=(
            "The gradient points to where the loss grows. Adding it makes the loss larger at every"
            " step."
        ),
        hint="Should the loss grow or shrink? Look at the sign of your update.",
    ),
    Misconception(
        slug="adam-without-root",
        replaces="adam_step",
        wrong=adam_with(step=lambda a: a.lr * a.m_hat / (a.v_hat + a.eps)),
        title="the square root is missing in the denominator",
        explanation=(
            "v is an average of squares, so its root has the size of a gradient. With the root, the"
            " ratio is about 1 and a step is about lr long. Without it, small gradients lead to"
            " huge steps."
        ),
        hint="If all gradients become ten times larger, should the step change?",
    ),
    Misconception(
        slug="adam-eps-inside-root",
        replaces="adam_step",
        wrong=adam_with(step=lambda a: a.lr * a.m_hat / np.sqrt(a.v_hat + a.eps)),
        title="eps is inside the square root",
        explanation=(
            "Inside the root an eps of 1e-8 acts like 1e-4 outside. Parameters with small"
            " gradients, such as the biases of rarely used gates, learn much more slowly than they"
            " should."
        ),
        hint="Where does the bracket of the square root close in the formula?",
    ),
    Misconception(
        slug="adam-without-eps",
        replaces="adam_step",
        wrong=adam_with(**IN_DOUBLE | {"step": lambda a: a.lr * (a.m_hat / np.sqrt(a.v_hat))}),
        title="eps is left out",
        explanation=(
            "A weight that has never had a gradient has a v of zero, and zero divided by zero is"
            " nan. One rarely used input is enough to lose the whole training run."
        ),
        hint="What does your line give for a parameter whose gradients have all been zero?",
    ),
    Misconception(
        slug="adam-without-second-average",
        replaces="adam_step",
        wrong=adam_with(step=lambda a: a.lr * a.m / (1 - a.beta1**a.t)),
        title="the step is not scaled by the second average",
        explanation=(
            "This is plain momentum. Adam is robust because each parameter's step is measured"
            " against its own usual gradient: recurrent weights with huge gradients and biases with"
            " tiny ones all move by about lr."
        ),
        hint="You compute v. Where is it used?",
    ),
    Misconception(
        slug="adam-without-momentum",
        replaces="adam_step",
        wrong=adam_with(
            **IN_DOUBLE | {"step": lambda a: a.lr * (a.grad / (np.sqrt(a.v_hat) + a.eps))}
        ),
        title="the step follows the gradient itself, not its average",
        explanation=(
            "This is close to RMSProp: the size of a step is averaged, but its direction is not."
            " The average m smooths out the noise of single batches, and here it is computed but"
            " not used."
        ),
        hint="You compute m. Where is it used?",
    ),
    Misconception(
        slug="adam-is-sgd",
        replaces="adam_step",
        wrong=adam_with(step=lambda a: a.lr * a.grad),
        title="this is a plain gradient step",
        explanation=(
            "Neither average is used: the step is lr times the gradient. Huge gradients of"
            " recurrent weights make huge steps, and tiny ones of biases make almost none. Adam is"
            " there to balance this."
        ),
        hint="You compute m and v. Where are they used?",
    ),
    Misconception(
        slug="adam-is-rmsprop",
        replaces="adam_step",
        wrong=adam_with(step=lambda a: a.lr * (a.grad / (np.sqrt(a.v) + a.eps))),
        title="this is RMSProp: no average of the gradient, no correction",
        explanation=(
            "Only the size of a step is averaged here, not its direction. The first averages of the"
            " size are far too small, so the first steps are about thirty times too long."
        ),
        hint="You compute m. Where is it used, and what corrects averages that start at zero?",
    ),
    Misconception(
        slug="adam-uses-old-averages",
        replaces="adam_step",
        wrong=adam_with(
            **IN_DOUBLE
            | {
                "m_hat": lambda a: a.m_prev / np.float64(1 - a.beta1**a.t),
                "v_hat": lambda a: a.v_prev / np.float64(1 - a.beta2**a.t),
            }
        ),
        title="the step is made with the averages of the step before",
        explanation=(
            "The new gradient goes into the averages first, and then the step is made with them."
            " With the old averages every step answers one gradient late, and the very first step"
            " does not move at all."
        ),
        hint="In which order do you update the averages and the parameters?",
    ),
]
