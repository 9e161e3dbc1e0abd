"""`lstm_sequence` does not return ``hs, h_T, c_T``: a state is in another's place."""

import numpy as np

from autograder import Misconception
from reference import lstm_step


def returning(result):
    """An `lstm_sequence` that returns ``result(hs, cs)``: all states, the initial ones first."""

    def wrong_lstm_sequence(X, h_0, c_0, params):
        hs, cs = [h_0], [c_0]
        for x_t in X:
            h_t, c_t = lstm_step(x_t, hs[-1], cs[-1], params)
            hs.append(h_t)
            cs.append(c_t)
        return result(hs, cs)

    return wrong_lstm_sequence


LETTERS = (
    "Read your return statement letter by letter: which two final states does the docstring"
    " promise?"
)

misconceptions = [
    Misconception(
        slug="sequence-final-states-swapped",
        replaces="lstm_sequence",
        wrong=returning(lambda hs, cs: (np.stack(hs[1:]), cs[-1], hs[-1])),
        title="the two final states are returned in the wrong order",
        explanation=(
            "Both have the same shape, so no error is raised. Code that continues the sequence"
            " would use the memory as the hidden state, and the hidden state as the memory."
        ),
        hint="In which order does the docstring name the values that come back?",
        same_as=("stack-final-states-swapped",),
    ),
    Misconception(
        slug="sequence-returns-cells",
        replaces="lstm_sequence",
        wrong=returning(lambda hs, cs: (np.stack(cs[1:]), hs[-1], cs[-1])),
        title="the cell states are collected where the hidden states should be",
        explanation=(
            "A layer gives h to the next layer and to the loss: what its output gates let out. The"
            " memory is private and has no limits. Passed up, it would saturate the gates above,"
            " and the output gates would do nothing."
        ),
        hint="Which of the two states is a layer's output?",
    ),
    Misconception(
        slug="sequence-returns-initial-states",
        replaces="lstm_sequence",
        wrong=returning(lambda hs, cs: (np.stack(hs[1:]), hs[0], cs[0])),
        title="the initial states are returned as the final ones",
        explanation=(
            "h_T and c_T say where the sequence ended, so that it can go on from there. With the"
            " initial states returned, a long text that is read piece by piece would start every"
            " piece where the first one started."
        ),
        hint="Which variables hold the states after your loop, and which do you return?",
    ),
    Misconception(
        slug="sequence-returns-hidden-twice",
        replaces="lstm_sequence",
        wrong=returning(lambda hs, cs: (np.stack(hs[1:]), hs[-1], hs[-1])),
        title="the last hidden state is returned in place of the last cell state as well",
        explanation=(
            "Both have the same shape, so no error is raised. But code that continues the sequence"
            " would use the hidden state as the memory, and what the output gate hid at the last"
            " step is gone."
        ),
        hint=LETTERS,
        same_as=("stack-returns-hidden-twice",),
    ),
    Misconception(
        slug="sequence-returns-cell-twice",
        replaces="lstm_sequence",
        wrong=returning(lambda hs, cs: (np.stack(hs[1:]), cs[-1], cs[-1])),
        title="the last cell state is returned in place of the last hidden state as well",
        explanation=(
            "Both have the same shape, so no error is raised. But code that continues the sequence"
            " would give the gates of the next step the memory itself, and not what the output gate"
            " shows of it."
        ),
        hint=LETTERS,
        same_as=("stack-returns-cell-twice",),
    ),
]
