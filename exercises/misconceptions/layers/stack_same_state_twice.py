"""One of the last states is returned in both places, of all layers."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def returned(states):
    """An `lstm_stack` that returns ``hs, *states(h_T, c_T)``."""

    def wrong_lstm_stack(X, h_0, c_0, layers):
        hs, h_T, c_T = X, [], []
        for h_l, c_l, params in zip(h_0, c_0, layers, strict=True):
            hs, h_last, c_last = lstm_sequence(hs, h_l, c_l, params)
            h_T.append(h_last)
            c_T.append(c_last)
        return hs, *states(np.stack(h_T), np.stack(c_T))

    return wrong_lstm_stack


HINT = "Which list of last states does each value that you return come from?"

misconceptions = [
    Misconception(
        "stack-returns-hidden-twice",
        "lstm_stack",
        returned(lambda h_T, c_T: (h_T, h_T)),
        "the last hidden states are returned in place of the last cell states as well",
        "Both have the same shape, so nothing complains. But whoever continues the sequence would"
        " take what was shown for the memory in every layer, and what the output gates hid at the"
        " last step is gone.",
        HINT,
        ("sequence-returns-hidden-twice",),
    ),
    Misconception(
        "stack-returns-cell-twice",
        "lstm_stack",
        returned(lambda h_T, c_T: (c_T, c_T)),
        "the last cell states are returned in place of the last hidden states as well",
        "Both have the same shape, so nothing complains. But whoever continues the sequence would"
        " feed the gates of the next step with the memory itself, and not with what the output"
        " gates show of it.",
        HINT,
        ("sequence-returns-cell-twice",),
    ),
]
