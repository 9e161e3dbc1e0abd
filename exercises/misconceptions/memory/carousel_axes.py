"""The product ``np.prod(fs, axis=0)`` does not run over all steps, or not over time.

Gates are left out, every step is returned, or the product runs over another axis.
"""

import numpy as np

from autograder import Misconception

HOW_MANY_GATES = "With a single step, how many gates are there between c_0 and c_1?"
WHICH_AXIS = "Which axis of fs is time?"
WHAT_SHAPE = "What shape should the result have?"

misconceptions = [
    Misconception(
        slug="carousel-first-step-missing",
        replaces="carousel_gradient",
        wrong=lambda fs: np.prod(fs[1:], axis=0),
        title="the first forget gate is left out",
        explanation=(
            "The first gate is between c_0 and c_1, so the path from c_0 passes it too. With T"
            " steps there are T gates."
        ),
        hint=HOW_MANY_GATES,
    ),
    Misconception(
        slug="carousel-last-step-missing",
        replaces="carousel_gradient",
        wrong=lambda fs: np.prod(fs[:-1], axis=0),
        title="the last forget gate is left out",
        explanation=(
            "The last gate is between the last memory and the one before it, so the path to c_T"
            " passes it too. With T steps there are T gates."
        ),
        hint=HOW_MANY_GATES,
    ),
    Misconception(
        slug="carousel-last-gate",
        replaces="carousel_gradient",
        wrong=lambda fs: fs[-1],
        title="only the last forget gate is used",
        explanation=(
            "This is the path from c_T back by one step. Back to c_0 the gradient passes the gate"
            " of every step on its way."
        ),
        hint="How many steps are there between c_0 and c_T?",
    ),
    Misconception(
        slug="carousel-every-step",
        replaces="carousel_gradient",
        wrong=lambda fs: np.cumprod(fs, axis=0),
        title="the products up to every step are returned",
        explanation=(
            "The question is how the last memory depends on the first: one number for each example"
            " and unit. The running product answers it for every step in between as well."
        ),
        hint=WHAT_SHAPE,
    ),
    Misconception(
        slug="carousel-over-batch",
        replaces="carousel_gradient",
        wrong=lambda fs: np.prod(fs, axis=1),
        title="the product runs over the examples where it should run over time",
        explanation=(
            "Examples have nothing to do with each other; it is the steps that follow one another."
            " fs is time-major: its first axis is time."
        ),
        hint=WHICH_AXIS,
    ),
    Misconception(
        slug="carousel-over-units",
        replaces="carousel_gradient",
        wrong=lambda fs: np.prod(fs, axis=-1),
        title="the product runs over the units where it should run over time",
        explanation=(
            "Each unit has a memory of its own; it is the steps that follow one another. fs is"
            " time-major: its first axis is time."
        ),
        hint=WHICH_AXIS,
    ),
    Misconception(
        slug="carousel-over-everything",
        replaces="carousel_gradient",
        wrong=lambda fs: np.prod(fs),
        title="all gates of all units are multiplied into one number",
        explanation=(
            "Each unit has a memory of its own with a gate of its own: one can forget while its"
            " neighbour keeps. NumPy multiplies over all axes unless you name one."
        ),
        hint=WHAT_SHAPE,
    ),
]
