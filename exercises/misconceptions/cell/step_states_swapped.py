"""``h_prev`` and ``c_prev`` have changed places."""

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate


def wrong_lstm_step(x_t, h_prev, c_prev, params):
    h_prev, c_prev = c_prev, h_prev
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    c_t = cell_state(c_prev, f_t, i_t, g_t)
    return hidden_state(o_t, c_t), c_t


misconception = Misconception(
    slug="step-states-swapped",
    replaces="lstm_step",
    wrong=wrong_lstm_step,
    title="the two states that come in are mixed up",
    explanation=(
        "Both have the same shape, so nothing complains, but the gates now look at the private"
        " memory and the forget gate scales what was merely shown. Memories that the output gate"
        " hid are lost at each step."
    ),
    hint="In which order do the two states come in?",
)
