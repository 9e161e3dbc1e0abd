"""Sizes of the first example written out as numbers."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence, lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    hs, h_t = np.zeros((5, 3, 2)), h_0
    for t in range(5):
        h_t = rnn_step(X[t], h_t, W, U, b)
        hs[t] = h_t
    return hs


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = np.zeros((5, 3, 2)), h_0, c_0
    for t in range(5):
        h_t, c_t = lstm_step(X[t], h_t, c_t, params)
        hs[t] = h_t
    return hs, h_t, c_t


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((3, 2))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(X[::-1], zeros, zeros, backward)
    return np.concatenate([ahead, behind[::-1]], axis=2)


misconceptions = [
    Misconception(
        slug="sizes-written-out",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the sizes of one example are written into the code",
        explanation=(
            "It is right for the first example and for nothing else. Sequences have any length, and"
            " the last batch of an epoch is mostly smaller than the others: training would stop"
            " there with an error."
        ),
        hint=(
            "Which numbers in your code are really sizes? Every one of them can be read off an"
            " argument."
        ),
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence, wrong_lstm_bidirectional)
]
