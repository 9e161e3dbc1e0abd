"""The two states change places where a step is called, or where its results are taken."""

import numpy as np

from autograder import Misconception
from reference import lstm_step


def unpacked(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for x_t in X:
        c_t, h_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


def passed(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, c_t, h_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


misconceptions = [
    Misconception(
        "sequence-unpacks-swapped",
        "lstm_sequence",
        unpacked,
        "what comes out of a step is taken in the wrong order",
        "Both states have the same shape, so nothing complains: from the second step on the memory"
        " is fed to the gates and what was shown is taken for the memory, so whatever is hidden at"
        " one step is lost for good.",
        "In which order does a step return its two states, and to which names do you assign them?",
        same_as=("step-returns-swapped",),
    ),
    Misconception(
        "sequence-passes-swapped",
        "lstm_sequence",
        passed,
        "the two states are handed to a step in the wrong order",
        "Both have the same shape, so nothing complains, but the gates now look at the private"
        " memory and the forget gate scales what was merely shown. Memories that the output gate"
        " hid are lost at each step.",
        "In which order does a step take its two states, and in which order do you hand them over?",
        same_as=("step-states-swapped",),
    ),
]
