"""The two halves are not two networks of their own.

``lstm_sequence(X, zeros, zeros, forward)`` and ``lstm_sequence(X[::-1], zeros, zeros, backward)``
use each other's parameters, states or results.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.layers._bidirectional import bidirectional
from reference import lstm_sequence


def carrying_the_state(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, h_T, c_T = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(X[::-1], h_T, c_T, backward)
    return np.concatenate([ahead, behind[::-1]], axis=2)


def in_a_chain(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(ahead[::-1], zeros, zeros, backward)
    return np.concatenate([ahead, behind[::-1]], axis=2)


misconceptions = [
    Misconception(
        slug="bidirectional-shares-weights",
        replaces="lstm_bidirectional",
        wrong=bidirectional(parameters=lambda forward, backward: (forward, forward)),
        title="both directions use the forward parameters",
        explanation=(
            "What follows from the past and what follows from the future are different things to"
            " learn, so each direction has weights of its own. The backward ones would never get a"
            " gradient."
        ),
        hint="Which of the arguments does your function not use?",
    ),
    Misconception(
        slug="bidirectional-weights-swapped",
        replaces="lstm_bidirectional",
        wrong=bidirectional(parameters=lambda forward, backward: (backward, forward)),
        title="the two directions have each other's parameters",
        explanation=(
            "Weights that learned to read from the end are used from the start, and those that"
            " learned to read from the start are used from the end. Weights trained elsewhere would"
            " give wrong results."
        ),
        hint="Which parameters belong to the half that reads from the start?",
    ),
    Misconception(
        slug="bidirectional-carries-state",
        replaces="lstm_bidirectional",
        wrong=carrying_the_state,
        title="the backward half starts from the last state of the forward half",
        explanation=(
            "The two directions are two separate networks, and each starts from zeros. With the"
            " state passed on, the backward half sees the whole past at once, in a memory that was"
            " written by other weights."
        ),
        hint="Which states does each half start from?",
    ),
    Misconception(
        slug="bidirectional-in-a-chain",
        replaces="lstm_bidirectional",
        wrong=in_a_chain,
        title="the backward half reads the states of the forward half, not the input",
        explanation=(
            "The two directions are side by side: both read X. One after the other they are a"
            " stack. The backward weights were made for inputs, so they do not even fit unless"
            " there are as many inputs as units."
        ),
        hint="What does the backward half read? Look at the shape of its W.",
    ),
]
