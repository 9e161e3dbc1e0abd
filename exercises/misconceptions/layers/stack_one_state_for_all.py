"""One pair of states passes through all layers at every step."""

import numpy as np

from autograder import Misconception
from reference import lstm_step


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs, h_t, c_t = [], h_0[0], c_0[0]
    for x_t in X:
        for params in layers:
            h_t, c_t = lstm_step(x_t, h_t, c_t, params)
            x_t = h_t
        hs.append(h_t)
    return np.stack(hs), np.stack([h_t] * len(layers)), np.stack([c_t] * len(layers))


misconception = Misconception(
    slug="stack-one-state-for-all",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="all layers share one pair of states",
    explanation=(
        "Each layer has a memory of its own, which lasts along time; only h travels up. With a"
        " single pair, every layer overwrites what the one below has just stored, and nothing in it"
        " means the same from one line to the next."
    ),
    hint="How many pairs of states exist after a step, and where does your loop keep them?",
)
