"""h_0 is among the hidden states that come back."""

import numpy as np

from autograder import Misconception
from reference import lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    hs = [h_0]
    for x_t in X:
        hs.append(rnn_step(x_t, hs[-1], W, U, b))
    return np.stack(hs)


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, c_t = [h_0], c_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, hs[-1], c_t, params)
        hs.append(h_t)
    return np.stack(hs), hs[-1], c_t


misconceptions = [
    Misconception(
        slug="initial-state-included",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the initial state is returned as one of the steps",
        explanation=(
            "hs has one entry for each input. With h_0 in front there is one too many, and every"
            " state is paired with the input after it: the layer above and the loss would be one"
            " step off."
        ),
        hint="How many inputs are there, and how many states did you return?",
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence)
]
