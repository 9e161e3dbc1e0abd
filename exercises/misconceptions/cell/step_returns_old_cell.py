"""``return h_t, c_prev``."""

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate


def wrong_lstm_step(x_t, h_prev, c_prev, params):
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    return hidden_state(o_t, cell_state(c_prev, f_t, i_t, g_t)), c_prev


misconception = Misconception(
    slug="step-returns-old-cell",
    replaces="lstm_step",
    wrong=wrong_lstm_step,
    title="the old cell state is returned in place of the new one",
    explanation=(
        "The new memory is computed and then thrown away, so the cell starts every step from the"
        " same memory. Nothing is ever stored, and no gradient can travel along the cell state."
    ),
    hint="Which cell state should the next step start from?",
)
