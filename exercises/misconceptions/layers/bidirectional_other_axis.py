"""The order of the examples or of the inputs is turned round in place of that of time."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def turned(there, back):
    """An `lstm_bidirectional` whose backward half reads ``there(X)`` and whose states are put back
    by ``back``.
    """

    def wrong_lstm_bidirectional(X, forward, backward):
        zeros = np.zeros((X.shape[1], len(forward["b_f"])))
        ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
        behind, _, _ = lstm_sequence(there(X), zeros, zeros, backward)
        return np.concatenate([ahead, back(behind)], axis=2)

    return wrong_lstm_bidirectional


def time(array):
    return array[::-1]


def examples(array):
    return array[:, ::-1]


def last(array):
    return array[..., ::-1]


def left(array):
    return array


EXAMPLES = (
    "Axis 1 holds the examples, which have nothing to do with each other: turned round there, each"
    " example is joined with the states of another one, "
)
HINT = (
    "X has the shape (T, B, I). Which of its axes does your slice turn round, and which one is"
    " time?"
)

misconceptions = [
    Misconception(
        "bidirectional-reads-examples-backwards",
        "lstm_bidirectional",
        turned(examples, time),
        "the examples are reversed, not the steps",
        EXAMPLES + "and the backward half has read from the start like the forward one.",
        HINT,
    ),
    Misconception(
        "bidirectional-reads-examples-backwards-only",
        "lstm_bidirectional",
        turned(examples, left),
        "the examples are reversed, not the steps, and nothing is turned back",
        EXAMPLES + "and the backward half has read from the start like the forward one.",
        HINT,
    ),
    Misconception(
        "bidirectional-turns-examples-back",
        "lstm_bidirectional",
        turned(time, examples),
        "the backward states are turned back along the examples, not along time",
        EXAMPLES
        + "and its steps still stand in the order in which they were read, from the last to the"
        " first.",
        "The states have the shape (T, B, H). Which axis did you turn round before, and which one"
        " now?",
    ),
    Misconception(
        "bidirectional-reads-inputs-backwards",
        "lstm_bidirectional",
        turned(last, time),
        "the inputs of each step are reversed, not the steps",
        "The last axis holds the numbers of one step. Turned round, each of them meets the weights"
        " of another one, while the steps are still read from the start.",
        HINT,
    ),
    Misconception(
        "bidirectional-turns-inputs-and-units",
        "lstm_bidirectional",
        turned(last, last),
        "the last axis is reversed, not time",
        "The last axis holds the numbers of one step. Turned round, each of them meets the weights"
        " of another one, and the units change places, while the steps are still read from the"
        " start.",
        HINT,
    ),
    Misconception(
        "bidirectional-turns-units-back",
        "lstm_bidirectional",
        turned(time, last),
        "the backward states are turned back along the units, not along time",
        "The last axis holds the units. Turned round there, the units change places, and the steps"
        " still stand in the order in which they were read, from the last to the first.",
        "The states have the shape (T, B, H). Which axis did you turn round before, and which one"
        " now?",
    ),
]
