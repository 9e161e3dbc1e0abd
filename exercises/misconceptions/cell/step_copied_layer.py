"""A whole line copied from another layer: one layer is given all the parameters of another."""

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate

NAMES = {"f": "forget gate", "i": "input gate", "g": "candidate", "o": "output gate"}


def copied(of, into):
    """An `lstm_step` in which layer `into` is given the parameters of layer `of`."""

    def wrong_lstm_step(x_t, h_prev, c_prev, params):
        layers = {k: (params[f"W_{k}"], params[f"U_{k}"], params[f"b_{k}"]) for k in "figo"}
        layers[into] = layers[of]
        f_t, i_t = forget_gate(x_t, h_prev, *layers["f"]), input_gate(x_t, h_prev, *layers["i"])
        g_t, o_t = candidate(x_t, h_prev, *layers["g"]), output_gate(x_t, h_prev, *layers["o"])
        c_t = cell_state(c_prev, f_t, i_t, g_t)
        return hidden_state(o_t, c_t), c_t

    return wrong_lstm_step


misconceptions = [
    Misconception(
        slug=f"step-{into}-is-{of}",
        replaces="lstm_step",
        wrong=copied(of, into),
        title=f"the {NAMES[into]} is given all the parameters of the {NAMES[of]}",
        explanation=(
            f"Each of the four layers has its own W, U and b. With those of the {NAMES[of]} the"
            f" {NAMES[into]} follows it at every step, the two can no longer learn different"
            " things, and three arrays never get a gradient."
        ),
        hint=(
            "A line was probably copied. Go through your calls and read the letter of each"
            " parameter aloud."
        ),
    )
    for of, into in (
        ("f", "i"),
        ("f", "g"),
        ("f", "o"),
        ("i", "f"),
        ("i", "g"),
        ("i", "o"),
        ("g", "o"),
        ("o", "g"),
    )
]
