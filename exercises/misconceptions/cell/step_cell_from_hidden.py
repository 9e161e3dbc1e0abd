"""The hidden state is taken for the old memory."""

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate


def wrong_lstm_step(x_t, h_prev, c_prev, params):
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    c_t = cell_state(h_prev, f_t, i_t, g_t)
    return hidden_state(o_t, c_t), c_t


misconception = Misconception(
    slug="step-cell-from-hidden",
    replaces="lstm_step",
    wrong=wrong_lstm_step,
    title="the hidden state is taken for the old memory",
    explanation=(
        "The forget gate should scale the old cell state. The hidden state is only what the output"
        " gate let out of it: everything that was kept quietly is lost at the next step, and the"
        " gradient has to pass a gate and a tanh each time."
    ),
    hint="Which of the two states that come in is the memory?",
)
