"""`lstm_step` reads the wrong state: its layers should see ``h_prev``, the forget gate should scale
``c_prev``, and ``h_t`` should be made of ``c_t``.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.cell._steps import step_of
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate


def hidden_from_old_cell(x_t, h_prev, c_prev, params):
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    return hidden_state(o_t, c_prev), cell_state(c_prev, f_t, i_t, g_t)


misconceptions = [
    Misconception(
        slug="step-states-swapped",
        replaces="lstm_step",
        wrong=step_of(states=lambda h_prev, c_prev: (c_prev, h_prev)),
        title="the two states that come in are exchanged",
        explanation=(
            "Both have the same shape, so no error is raised. But the gates now look at the private"
            " memory, and the forget gate scales the hidden state. Memories that the output gate"
            " hid are lost at each step."
        ),
        hint="In which order do the two states come in?",
    ),
    Misconception(
        slug="step-gates-read-cell",
        replaces="lstm_step",
        wrong=step_of(states=lambda h_prev, c_prev: (c_prev, c_prev)),
        title="the gates look at the cell state where they should look at the hidden state",
        explanation=(
            "The memory is private: the gates see what the output gate shows of it, h. The memory"
            " itself has no limits and saturates the gates, and it can no longer be hidden from the"
            " next step. (A peephole looks at c as well, with weights of its own.)"
        ),
        hint="Two states come in. Which of them should the gates see?",
    ),
    Misconception(
        slug="step-cell-from-hidden",
        replaces="lstm_step",
        wrong=step_of(states=lambda h_prev, c_prev: (h_prev, h_prev)),
        title="the hidden state is used as the old memory",
        explanation=(
            "The forget gate should scale the old cell state. The hidden state is only what the"
            " output gate let out of it. Everything that was hidden is lost at the next step, and"
            " the gradient has to pass a gate and a tanh each time."
        ),
        hint="Which of the two states that come in is the memory?",
    ),
    Misconception(
        slug="step-ignores-hidden",
        replaces="lstm_step",
        wrong=step_of(states=lambda h_prev, c_prev: (np.zeros_like(h_prev), c_prev)),
        title="the hidden state that comes in is not used",
        explanation=(
            "Every gate acts as if nothing had been read before. What to keep and what to write"
            " could then never depend on the past, and the recurrent weights U get no gradient."
        ),
        hint="Which of the arguments does none of your gates use?",
        same_as=("sequence-hidden-not-carried",),
    ),
    Misconception(
        slug="step-hidden-from-old-cell",
        replaces="lstm_step",
        wrong=hidden_from_old_cell,
        title="the hidden state is computed from the old cell state",
        explanation=(
            "The output gate should show the memory as it is after the input of this step has been"
            " written. Showing the old one makes the network answer one step late: it cannot use an"
            " input at the step at which it arrives."
        ),
        hint="In which order are the two states of one step computed?",
    ),
]
