"""What the wrong versions of `lstm_step` are made of: other parameters, states or results."""

from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate

NAMES = {"f": "forget gate", "i": "input gate", "g": "candidate", "o": "output gate"}


def step_of(
    parameters=lambda params: params,
    states=lambda h_prev, c_prev: (h_prev, c_prev),
    result=lambda h_t, c_t: (h_t, c_t),
):
    """An `lstm_step` whose layers read other parameters, that starts from other states (what the
    layers see, and the old memory) or that returns another result.
    """

    def wrong_lstm_step(x_t, h_prev, c_prev, params):
        params = parameters(params)
        h_prev, c_prev = states(h_prev, c_prev)
        f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
        i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
        g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
        o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
        c_t = cell_state(c_prev, f_t, i_t, g_t)
        return result(hidden_state(o_t, c_t), c_t)

    return wrong_lstm_step
