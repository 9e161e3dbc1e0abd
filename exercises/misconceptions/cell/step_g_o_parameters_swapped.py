"""The candidate gets the output gate's parameters and the other way round."""

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate


def wrong_lstm_step(x_t, h_prev, c_prev, params):
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    o_t = output_gate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    c_t = cell_state(c_prev, f_t, i_t, g_t)
    return hidden_state(o_t, c_t), c_t


misconception = Misconception(
    slug="step-g-o-parameters-swapped",
    replaces="lstm_step",
    wrong=wrong_lstm_step,
    title="candidate and output gate have each other's parameters",
    explanation=(
        "Libraries stack the four layers in different orders (i f g o, or i o f g), and this is"
        " what reading them in the wrong one gives: the content is made with weights that learnt"
        " when to show it."
    ),
    hint="Go through your four calls and read the letter of each parameter aloud.",
)
