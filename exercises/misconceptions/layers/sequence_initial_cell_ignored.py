"""Only the hidden state is taken from the caller."""

import numpy as np

from autograder import Misconception
from reference import lstm_step


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, np.zeros_like(c_0)
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


misconception = Misconception(
    slug="sequence-initial-cell-ignored",
    replaces="lstm_sequence",
    wrong=wrong_lstm_sequence,
    title="the initial cell state is ignored",
    explanation=(
        "The sequence takes over the hidden state but starts with an empty memory. When a long text"
        " is read piece by piece, everything that was stored is lost at each seam."
    ),
    hint="Which of the two initial states does your function not use?",
)
