"""The layer above sees the last state at every step."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs, h_T, c_T = X, [], []
    for h_l, c_l, params in zip(h_0, c_0, layers, strict=True):
        below = hs if not h_T else np.broadcast_to(h_T[-1], (len(X), *h_T[-1].shape))
        hs, h_last, c_last = lstm_sequence(below, h_l, c_l, params)
        h_T.append(h_last)
        c_T.append(c_last)
    return hs, np.stack(h_T), np.stack(c_T)


misconception = Misconception(
    slug="stack-feeds-last-step",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="the layer above is fed with the last state only",
    explanation=(
        "Layers of a stack run side by side in time: at step t the upper one reads what the lower"
        " one shows at step t. Given only the last state, it does not see the sequence at all, and"
        " knows the future at its first step."
    ),
    hint="What does the upper layer read at step t?",
)
