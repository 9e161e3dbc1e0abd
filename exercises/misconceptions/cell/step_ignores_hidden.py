"""The gates start from a hidden state of zero."""

import numpy as np

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate


def wrong_lstm_step(x_t, h_prev, c_prev, params):
    h_prev = np.zeros_like(h_prev)
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    c_t = cell_state(c_prev, f_t, i_t, g_t)
    return hidden_state(o_t, c_t), c_t


misconception = Misconception(
    slug="step-ignores-hidden",
    replaces="lstm_step",
    wrong=wrong_lstm_step,
    title="the hidden state that comes in is not used",
    explanation=(
        "Every gate acts as if nothing had been read before. What to keep and what to write could"
        " then never depend on the past, and the recurrent weights U get no gradient."
    ),
    hint="Which of the arguments does none of your gates use?",
    same_as=("sequence-hidden-not-carried",),
)
