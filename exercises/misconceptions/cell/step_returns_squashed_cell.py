"""``return h_t, tanh(c_t)``."""

import numpy as np

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate


def wrong_lstm_step(x_t, h_prev, c_prev, params):
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    c_t = cell_state(c_prev, f_t, i_t, g_t)
    return hidden_state(o_t, c_t), np.tanh(c_t)


misconception = Misconception(
    slug="step-returns-squashed-cell",
    replaces="lstm_step",
    wrong=wrong_lstm_step,
    title="the squashed cell state is handed on",
    explanation=(
        "tanh(c_t) is for showing, c_t itself is for keeping. Handing on the squashed one makes"
        " every memory fade at every step, even with the forget gate wide open, and puts a factor"
        " below 1 into the gradient of each step."
    ),
    hint="Is the array that you return the memory, or what is seen of it?",
)
