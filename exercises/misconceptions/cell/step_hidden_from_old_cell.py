"""``h_t`` computed from ``c_prev``."""

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate


def wrong_lstm_step(x_t, h_prev, c_prev, params):
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    return hidden_state(o_t, c_prev), cell_state(c_prev, f_t, i_t, g_t)


misconception = Misconception(
    slug="step-hidden-from-old-cell",
    replaces="lstm_step",
    wrong=wrong_lstm_step,
    title="the hidden state is computed from the old cell state",
    explanation=(
        "The output gate should show the memory as it is after this step's input has been written."
        " Showing the old one makes the network answer one step late: it cannot use an input at the"
        " step at which it arrives."
    ),
    hint="In which order are the two states of one step computed?",
)
