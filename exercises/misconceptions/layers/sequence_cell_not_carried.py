"""Only the hidden state is carried."""

import numpy as np

from autograder import Misconception
from reference import lstm_step


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t = [], h_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_t, c_0, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


def wrong_lstm_sequence_old_cell(X, h_0, c_0, params):
    hs, h_t = [], h_0
    for x_t in X:
        h_t, _ = lstm_step(x_t, h_t, c_0, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_0


misconception = Misconception(
    slug="sequence-cell-not-carried",
    replaces="lstm_sequence",
    wrong=wrong_lstm_sequence,
    title="the hidden state is carried on, the cell state is not",
    explanation=(
        "This turns the LSTM back into a plain RNN: the cell state is the long memory, and it is"
        " reset at every step. The path along which gradients survive many steps is cut."
    ),
    hint="Two states come out of a step. Do both go into the next?",
    same_as=("step-returns-old-cell",),
)

new_cell_dropped = Misconception(
    slug="sequence-new-cell-dropped",
    replaces="lstm_sequence",
    wrong=wrong_lstm_sequence_old_cell,
    title="the cell state that comes out of a step is dropped",
    explanation=(
        "Every step starts from the first cell state again, and that one is returned at the end."
        " The cell state is the long memory: without it this is a plain RNN with gates."
    ),
    hint="Two states come out of a step. Where does the second one go?",
    same_as=("step-returns-old-cell", "cell-forgets-past", "sequence-cell-not-carried"),
)
