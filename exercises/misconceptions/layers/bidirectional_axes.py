"""The backward half reverses another axis than time in ``X[::-1]`` or in its states.

It reverses the examples, the inputs and units, or all axes.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.layers._bidirectional import bidirectional, unchanged


def examples(array):
    return array[:, ::-1]


def last(array):
    return array[..., ::-1]


EXAMPLES = (
    "Axis 1 holds the examples, which have nothing to do with each other. When it is reversed, each"
    " example is joined with the states of another one, "
)
FROM_THE_START = "and the backward half has read from the start, like the forward half."
WHICH_AXIS = (
    "X has the shape (T, B, I). Which of its axes does your slice reverse, and which one is time?"
)
WHICH_AXIS_NOW = (
    "The states have the shape (T, B, H). Which axis did you reverse before, and which one now?"
)

misconceptions = [
    Misconception(
        slug="bidirectional-reads-examples-backwards",
        replaces="lstm_bidirectional",
        wrong=bidirectional(before=examples),
        title="the examples are reversed, not the steps",
        explanation=EXAMPLES + FROM_THE_START,
        hint=WHICH_AXIS,
    ),
    Misconception(
        slug="bidirectional-reads-examples-backwards-only",
        replaces="lstm_bidirectional",
        wrong=bidirectional(before=examples, after=unchanged),
        title="the examples are reversed, not the steps, and nothing is reversed back",
        explanation=EXAMPLES + FROM_THE_START,
        hint=WHICH_AXIS,
    ),
    Misconception(
        slug="bidirectional-turns-examples-back",
        replaces="lstm_bidirectional",
        wrong=bidirectional(after=examples),
        title="the backward states are reversed along the examples, not along time",
        explanation=(
            EXAMPLES + "and its steps are still in the order in which they were read, from the last"
            " to the first."
        ),
        hint=WHICH_AXIS_NOW,
    ),
    Misconception(
        slug="bidirectional-reads-inputs-backwards",
        replaces="lstm_bidirectional",
        wrong=bidirectional(before=last),
        title="the inputs of each step are reversed, not the steps",
        explanation=(
            "The last axis holds the numbers of one step. When it is reversed, each of them meets"
            " the weights of another one, and the steps are still read from the start."
        ),
        hint=WHICH_AXIS,
    ),
    Misconception(
        slug="bidirectional-turns-inputs-and-units",
        replaces="lstm_bidirectional",
        wrong=bidirectional(before=last, after=last),
        title="the last axis is reversed, not time",
        explanation=(
            "The last axis holds the numbers of one step. When it is reversed, each of them meets"
            " the weights of another one, and the units change places. The steps are still read"
            " from the start."
        ),
        hint=WHICH_AXIS,
    ),
    Misconception(
        slug="bidirectional-turns-units-back",
        replaces="lstm_bidirectional",
        wrong=bidirectional(after=last),
        title="the backward states are reversed along the units, not along time",
        explanation=(
            "The last axis holds the units. When it is reversed, the units change places, and the"
            " steps are still in the order in which they were read, from the last to the first."
        ),
        hint=WHICH_AXIS_NOW,
    ),
    Misconception(
        slug="bidirectional-flips-everything",
        replaces="lstm_bidirectional",
        wrong=bidirectional(before=np.flip, after=np.flip),
        title="every axis is reversed, not time alone",
        explanation=(
            "np.flip reverses all axes unless you name one. The examples change places as well, and"
            " each input meets the weights of another one. Only the order of time should be"
            " reversed."
        ),
        hint="Flip a small array of shape (2, 2, 2) as you do, and print it. Which axis is time?",
    ),
]
