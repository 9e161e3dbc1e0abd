"""The joined layers are split in another order than they were stacked in."""

from itertools import permutations

from autograder import Misconception
from reference import candidate, cell_state, forget_gate, hidden_state, input_gate, output_gate

NAMES = {"f": "forget gate", "i": "input gate", "g": "candidate", "o": "output gate"}


def permuted(takes):
    """An `lstm_step` in which layer ``figo[n]`` is given the parameters of layer ``takes[n]``."""

    def wrong_lstm_step(x_t, h_prev, c_prev, params):
        f, i, g, o = ((params[f"W_{k}"], params[f"U_{k}"], params[f"b_{k}"]) for k in takes)
        f_t, i_t = forget_gate(x_t, h_prev, *f), input_gate(x_t, h_prev, *i)
        g_t, o_t = candidate(x_t, h_prev, *g), output_gate(x_t, h_prev, *o)
        c_t = cell_state(c_prev, f_t, i_t, g_t)
        return hidden_state(o_t, c_t), c_t

    return wrong_lstm_step


def _words(takes):
    return "; ".join(
        f"the {NAMES[layer]} has those of the {NAMES[of]}"
        for layer, of in zip("figo", takes, strict=True)
        if layer != of
    )


misconceptions = [
    Misconception(
        slug=f"step-layers-are-{takes}",
        replaces="lstm_step",
        wrong=permuted(takes),
        title=f"the layers have each other's parameters: {_words(takes)}",
        explanation=(
            "Libraries stack the four layers in different orders (i f g o, i g f o, f i o g, or by"
            " the alphabet), and this is what reading them in the wrong one gives. Trained weights"
            " do nonsense, and a forget bias of 1 ends up on a layer that should not have it."
        ),
        hint=(
            "In which order did you stack or list the four layers, and in which order do you take"
            " them apart?"
        ),
    )
    for takes in map("".join, permutations("figo"))
    if takes not in ("figo", "ifgo", "fiog")  # the right order, and two with names of their own
]
