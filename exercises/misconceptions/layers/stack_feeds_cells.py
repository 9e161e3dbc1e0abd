"""The cell states are passed up."""

import numpy as np

from autograder import Misconception
from reference import lstm_step


def wrong_lstm_stack(X, h_0, c_0, layers):
    below, h_T, c_T = X, [], []
    for h_t, c_t, params in zip(h_0, c_0, layers, strict=True):
        hs, cs = [], []
        for x_t in below:
            h_t, c_t = lstm_step(x_t, h_t, c_t, params)
            hs.append(h_t)
            cs.append(c_t)
        below = cs
        h_T.append(h_t)
        c_T.append(c_t)
    return np.stack(hs), np.stack(h_T), np.stack(c_T)


misconception = Misconception(
    slug="stack-feeds-cells",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="the layer above is fed with cell states",
    explanation=(
        "The cell state is private to its layer; what goes up is h, which the output gate has let"
        " out. Cell states are unbounded and would saturate the gates above, and the output gates"
        " below would have no use."
    ),
    hint="Which of a layer's two states is its output?",
)
