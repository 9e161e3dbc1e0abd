"""One state is returned in both places."""

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate


def returned(states):
    """An `lstm_step` that returns ``states(h_t, c_t)``."""

    def wrong_lstm_step(x_t, h_prev, c_prev, params):
        f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
        i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
        g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
        o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
        c_t = cell_state(c_prev, f_t, i_t, g_t)
        return states(hidden_state(o_t, c_t), c_t)

    return wrong_lstm_step


misconceptions = [
    Misconception(
        "step-returns-hidden-twice",
        "lstm_step",
        returned(lambda h_t, c_t: (h_t, h_t)),
        "the hidden state is returned in place of the cell state as well",
        "Both states have the same shape, so nothing complains. But the next step then takes what"
        " was shown for the memory: it is bounded by the output gate and tanh, so whatever is"
        " hidden at one step is lost for good.",
        "Read your return statement letter by letter: which two states does the docstring promise?",
        ("step-cell-from-hidden",),
    ),
    Misconception(
        "step-returns-cell-twice",
        "lstm_step",
        returned(lambda h_t, c_t: (c_t, c_t)),
        "the cell state is returned in place of the hidden state as well",
        "Both states have the same shape, so nothing complains. But the output gate then decides"
        " nothing: the whole memory is shown at every step, and it is not bounded as the gates of"
        " the next step expect.",
        "Read your return statement letter by letter: which two states does the docstring promise?",
        ("hidden-is-cell",),
    ),
]
