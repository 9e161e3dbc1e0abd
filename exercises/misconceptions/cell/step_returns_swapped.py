"""``return c_t, h_t``."""

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate


def wrong_lstm_step(x_t, h_prev, c_prev, params):
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    c_t = cell_state(c_prev, f_t, i_t, g_t)
    return c_t, hidden_state(o_t, c_t)


misconception = Misconception(
    slug="step-returns-swapped",
    replaces="lstm_step",
    wrong=wrong_lstm_step,
    title="the two states are returned in the wrong order",
    explanation=(
        "Both states have the same shape, so nothing complains: from the second step on the memory"
        " is fed to the gates and what was shown is taken for the memory. It is bounded by the"
        " output gate and tanh, so whatever is hidden at one step is lost for good."
    ),
    hint="Which of the two states does the docstring name first?",
)
