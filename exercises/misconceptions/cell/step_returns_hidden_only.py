"""Only ``h_t`` comes back."""

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate


def wrong_lstm_step(x_t, h_prev, c_prev, params):
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    return hidden_state(o_t, cell_state(c_prev, f_t, i_t, g_t))


misconception = Misconception(
    slug="step-returns-hidden-only",
    replaces="lstm_step",
    wrong=wrong_lstm_step,
    title="only the hidden state is returned",
    explanation=(
        "A plain RNN has one state, an LSTM carries two from step to step. Without the cell state"
        " the next step has no memory to add to."
    ),
    hint="How many values does the docstring promise, and which does the next step need?",
)
