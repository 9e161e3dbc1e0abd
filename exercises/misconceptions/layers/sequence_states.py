"""In ``h_t, c_t = lstm_step(x_t, h_t, c_t, params)`` a state is not carried on, or both are
exchanged.
"""

import numpy as np

from autograder import Misconception
from reference import lstm_step


def cell_not_carried(X, h_0, c_0, params):
    hs, h_t = [], h_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_t, c_0, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


def new_cell_dropped(X, h_0, c_0, params):
    hs, h_t = [], h_0
    for x_t in X:
        h_t, _ = lstm_step(x_t, h_t, c_0, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_0


def hidden_not_carried(X, h_0, c_0, params):
    hs, c_t = [], c_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_0, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


def initial_cell_ignored(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, np.zeros_like(c_0)
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


def unpacks_swapped(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for x_t in X:
        c_t, h_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


def passes_swapped(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, c_t, h_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


BOTH = "Two states come out of a step. Do both go into the next?"

misconceptions = [
    Misconception(
        slug="sequence-cell-not-carried",
        replaces="lstm_sequence",
        wrong=cell_not_carried,
        title="the hidden state is carried on, but the cell state is not",
        explanation=(
            "This turns the LSTM back into a plain RNN: the cell state is the long memory, and it"
            " is reset at every step. The path along which gradients survive many steps is cut."
        ),
        hint=BOTH,
        same_as=("step-returns-old-cell",),
    ),
    Misconception(
        slug="sequence-new-cell-dropped",
        replaces="lstm_sequence",
        wrong=new_cell_dropped,
        title="the cell state that comes out of a step is dropped",
        explanation=(
            "Every step starts from the first cell state again, and that one is returned at the"
            " end. The cell state is the long memory: without it this is a plain RNN with gates."
        ),
        hint="Two states come out of a step. Where does the second one go?",
        same_as=("step-returns-old-cell", "cell-forgets-past", "sequence-cell-not-carried"),
    ),
    Misconception(
        slug="sequence-hidden-not-carried",
        replaces="lstm_sequence",
        wrong=hidden_not_carried,
        title="the cell state is carried on, but the hidden state is not",
        explanation=(
            "Both states belong to the next step. With the first hidden state at every step, the"
            " gates never see what the cell has shown, so what to keep or write cannot depend on"
            " what was read before."
        ),
        hint=BOTH,
    ),
    Misconception(
        slug="sequence-initial-cell-ignored",
        replaces="lstm_sequence",
        wrong=initial_cell_ignored,
        title="the initial cell state is ignored",
        explanation=(
            "The sequence takes over the hidden state but starts with an empty memory. When a long"
            " text is read piece by piece, everything that was stored is lost between the pieces."
        ),
        hint="Which of the two initial states does your function not use?",
    ),
    Misconception(
        slug="sequence-unpacks-swapped",
        replaces="lstm_sequence",
        wrong=unpacks_swapped,
        title="the two states that a step returns are taken in the wrong order",
        explanation=(
            "Both states have the same shape, so no error is raised. From the second step on, the"
            " gates see the memory, and the hidden state is used as the memory, so whatever is"
            " hidden at one step is lost forever."
        ),
        hint=(
            "In which order does a step return its two states, and to which names do you assign"
            " them?"
        ),
        same_as=("step-returns-swapped",),
    ),
    Misconception(
        slug="sequence-passes-swapped",
        replaces="lstm_sequence",
        wrong=passes_swapped,
        title="the two states are passed to a step in the wrong order",
        explanation=(
            "Both have the same shape, so no error is raised. But the gates now look at the private"
            " memory, and the forget gate scales the hidden state. Memories that the output gate"
            " hid are lost at each step."
        ),
        hint=(
            "In which order does a step take its two states, and in which order do you pass them?"
        ),
        same_as=("step-states-swapped",),
    ),
]
