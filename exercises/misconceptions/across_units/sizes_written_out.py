"""T, B and H are written as the numbers of the first example instead of read from the arguments.

The wrong versions work for ``X`` of shape (5, 3, …) and two hidden units, and for nothing else.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.across_units._loops import lstm_of, rnn_of
from reference import lstm_sequence


def wrong_loop(step, X, states):
    hs = np.zeros((5, 3, 2))
    for t in range(5):
        states = step(X[t], *states)
        hs[t] = states[0]
    return hs, states


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((3, 2))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(X[::-1], zeros, zeros, backward)
    return np.concatenate([ahead, behind[::-1]], axis=2)


misconceptions = [
    Misconception(
        slug="sizes-written-out",
        replaces=replaces,
        wrong=wrong,
        title="the sizes of one example are written into the code",
        explanation=(
            "It is right for the first example and for nothing else. Sequences have any length, and"
            " the last batch of an epoch is usually smaller than the others: training would stop"
            " there with an error."
        ),
        hint=(
            "Which numbers in your code are really sizes? Each of them can be read from an"
            " argument."
        ),
    )
    for replaces, wrong in (
        ("rnn_sequence", rnn_of(wrong_loop)),
        ("lstm_sequence", lstm_of(wrong_loop)),
        ("lstm_bidirectional", wrong_lstm_bidirectional),
    )
]
