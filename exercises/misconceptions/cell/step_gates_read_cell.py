"""The gates look at ``c_prev`` where ``h_prev`` belongs."""

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate


def wrong_lstm_step(x_t, h_prev, c_prev, params):
    f_t = forget_gate(x_t, c_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, c_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, c_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, c_prev, params["W_o"], params["U_o"], params["b_o"])
    c_t = cell_state(c_prev, f_t, i_t, g_t)
    return hidden_state(o_t, c_t), c_t


misconception = Misconception(
    slug="step-gates-read-cell",
    replaces="lstm_step",
    wrong=wrong_lstm_step,
    title="the gates look at the cell state where they should look at the hidden state",
    explanation=(
        "The memory is private: the gates see what the output gate shows of it, h. Read directly,"
        " its unbounded values saturate the gates, and hiding a memory from the next step is no"
        " longer possible. (A peephole looks at c as well, with weights of its own.)"
    ),
    hint="Two states come in. Which of them is meant to be seen by the gates?",
)
