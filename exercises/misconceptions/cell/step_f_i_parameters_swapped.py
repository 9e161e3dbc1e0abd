"""The forget gate gets the input gate's parameters and the other way round."""

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate


def wrong_lstm_step(x_t, h_prev, c_prev, params):
    f_t = forget_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    i_t = input_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    c_t = cell_state(c_prev, f_t, i_t, g_t)
    return hidden_state(o_t, c_t), c_t


misconception = Misconception(
    slug="step-f-i-parameters-swapped",
    replaces="lstm_step",
    wrong=wrong_lstm_step,
    title="forget gate and input gate have each other's parameters",
    explanation=(
        "Libraries stack the four layers in different orders, and this is what reading them in the"
        " wrong one gives: what should be kept is decided by the weights that learnt what to write."
        " A forget bias of 1 lands on the wrong gate, so memories die early in training."
    ),
    hint="Go through your four calls and read the letter of each parameter aloud.",
    same_as=("cell-gates-swapped",),
)
