"""A line copied from another gate, with one letter not changed."""

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate

NAMES = {"f": "forget gate", "i": "input gate", "g": "candidate", "o": "output gate"}
PARTS = {"W": "input weights", "U": "recurrent weights", "b": "bias"}


def copied(part, of, into):
    """An `lstm_step` in which layer `into` is given the parameter of layer `of`."""

    def wrong_lstm_step(x_t, h_prev, c_prev, params):
        params = params | {f"{part}_{into}": params[f"{part}_{of}"]}
        f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
        i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
        g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
        o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
        c_t = cell_state(c_prev, f_t, i_t, g_t)
        return hidden_state(o_t, c_t), c_t

    return wrong_lstm_step


misconceptions = [
    Misconception(
        slug=f"step-{into}-takes-{part}-of-{of}".lower(),
        replaces="lstm_step",
        wrong=copied(part, of, into),
        title=f"the {NAMES[into]} is given the {PARTS[part]} of the {NAMES[of]}",
        explanation=(
            f"Each of the four layers has its own W, U and b. Here the {NAMES[into]} shares the"
            f" {PARTS[part]} of the {NAMES[of]}, so the two can no longer learn different things,"
            f" and its own {PARTS[part]} would never get a gradient."
        ),
        hint=(
            "A line was probably copied. Go through your calls and read the letter of each"
            " parameter aloud."
        ),
    )
    for part, of, into in (
        ("b", "f", "i"),
        ("b", "f", "o"),
        ("b", "i", "g"),
        ("b", "i", "o"),
        ("b", "g", "o"),
        ("W", "f", "i"),
        ("W", "i", "g"),
        ("W", "i", "o"),
        ("W", "f", "o"),
        ("W", "i", "f"),
        ("U", "i", "f"),
        ("b", "i", "f"),
        ("U", "f", "i"),
        ("U", "i", "g"),
        ("U", "i", "o"),
        ("U", "f", "o"),
    )
]
