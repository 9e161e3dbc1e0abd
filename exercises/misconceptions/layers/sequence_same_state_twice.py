"""One last state is returned in both places."""

import numpy as np

from autograder import Misconception
from reference import lstm_step


def returned(states):
    """An `lstm_sequence` that returns ``hs, *states(h_T, c_T)``."""

    def wrong_lstm_sequence(X, h_0, c_0, params):
        hs, h_t, c_t = [], h_0, c_0
        for x_t in X:
            h_t, c_t = lstm_step(x_t, h_t, c_t, params)
            hs.append(h_t)
        return np.stack(hs), *states(h_t, c_t)

    return wrong_lstm_sequence


HINT = (
    "Read your return statement letter by letter: which two last states does the docstring promise?"
)

misconceptions = [
    Misconception(
        "sequence-returns-hidden-twice",
        "lstm_sequence",
        returned(lambda h_T, c_T: (h_T, h_T)),
        "the last hidden state is returned in place of the last cell state as well",
        "Both have the same shape, so nothing complains. But whoever continues the sequence would"
        " take what was shown for the memory, and what the output gate hid at the last step is"
        " gone.",
        HINT,
        ("stack-returns-hidden-twice",),
    ),
    Misconception(
        "sequence-returns-cell-twice",
        "lstm_sequence",
        returned(lambda h_T, c_T: (c_T, c_T)),
        "the last cell state is returned in place of the last hidden state as well",
        "Both have the same shape, so nothing complains. But whoever continues the sequence would"
        " feed the gates of the next step with the memory itself, and not with what the output gate"
        " shows of it.",
        HINT,
        ("stack-returns-cell-twice",),
    ),
]
