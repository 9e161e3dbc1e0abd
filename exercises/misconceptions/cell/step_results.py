"""`lstm_step` does not return ``h_t, c_t``: a state is missing, old, squashed, doubled or in the
other's place.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.cell._steps import step_of
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate

LETTERS = (
    "Read your return statement letter by letter: which two states does the docstring promise?"
)


def returns_old_cell(x_t, h_prev, c_prev, params):
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    return hidden_state(o_t, cell_state(c_prev, f_t, i_t, g_t)), c_prev


misconceptions = [
    Misconception(
        slug="step-returns-swapped",
        replaces="lstm_step",
        wrong=step_of(result=lambda h_t, c_t: (c_t, h_t)),
        title="the two states are returned in the wrong order",
        explanation=(
            "Both states have the same shape, so no error is raised. From the second step on, the"
            " gates see the memory, and the hidden state is used as the memory. It is limited by"
            " the output gate and tanh, so whatever is hidden at one step is lost forever."
        ),
        hint="Which of the two states does the docstring name first?",
    ),
    Misconception(
        slug="step-returns-hidden-only",
        replaces="lstm_step",
        wrong=step_of(result=lambda h_t, c_t: h_t),
        title="only the hidden state is returned",
        explanation=(
            "A plain RNN has one state; an LSTM carries two from step to step. Without the cell"
            " state the next step has no memory to add to."
        ),
        hint="How many values does the docstring promise, and which does the next step need?",
    ),
    Misconception(
        slug="step-returns-old-cell",
        replaces="lstm_step",
        wrong=returns_old_cell,
        title="the old cell state is returned in place of the new one",
        explanation=(
            "The new memory is computed and then thrown away, so the cell starts every step from"
            " the same memory. Nothing is ever stored, and no gradient can travel along the cell"
            " state."
        ),
        hint="Which cell state should the next step start from?",
    ),
    Misconception(
        slug="step-returns-squashed-cell",
        replaces="lstm_step",
        wrong=step_of(result=lambda h_t, c_t: (h_t, np.tanh(c_t))),
        title="the squashed cell state is returned",
        explanation=(
            "tanh(c_t) is for showing, c_t itself is for keeping. Passing on the squashed one makes"
            " every memory fade at every step, even with the forget gate wide open, and puts a"
            " factor below 1 into the gradient of each step."
        ),
        hint="Is the array that you return the memory, or what is seen of it?",
    ),
    Misconception(
        slug="step-returns-hidden-twice",
        replaces="lstm_step",
        wrong=step_of(result=lambda h_t, c_t: (h_t, h_t)),
        title="the hidden state is returned in place of the cell state as well",
        explanation=(
            "Both states have the same shape, so no error is raised. But the next step then uses"
            " the hidden state as the memory. It is limited by the output gate and tanh, so"
            " whatever is hidden at one step is lost forever."
        ),
        hint=LETTERS,
        same_as=("step-cell-from-hidden",),
    ),
    Misconception(
        slug="step-returns-cell-twice",
        replaces="lstm_step",
        wrong=step_of(result=lambda h_t, c_t: (c_t, c_t)),
        title="the cell state is returned in place of the hidden state as well",
        explanation=(
            "Both states have the same shape, so no error is raised. But the output gate then"
            " decides nothing: the whole memory is shown at every step, without the limits that the"
            " gates of the next step expect."
        ),
        hint=LETTERS,
        same_as=("hidden-is-cell",),
    ),
]
