"""A layer of `lstm_step`, such as ``forget_gate(x_t, h_prev, W_f, U_f, b_f)``, has parameters of
another layer.

A line was copied and one letter, or none at all, was changed.
"""

from autograder import Misconception
from exercises.misconceptions.cell._steps import NAMES, step_of

PARTS = {"W": "input weights", "U": "recurrent weights", "b": "bias"}
HINT = "A line was probably copied. Go through your calls and read the letter of each parameter."


def copied(parts, of, into):
    """An `lstm_step` in which layer `into` is given the parameters ``parts`` of layer `of`."""
    return step_of(
        lambda params: params | {f"{part}_{into}": params[f"{part}_{of}"] for part in parts}
    )


whole_layers = [
    Misconception(
        slug=f"step-{into}-is-{of}",
        replaces="lstm_step",
        wrong=copied("WUb", of, into),
        title=f"the {NAMES[into]} is given all the parameters of the {NAMES[of]}",
        explanation=(
            "Each of the four layers has its own W, U and b. With the parameters of the"
            f" {NAMES[of]}, the {NAMES[into]} follows it at every step. The two can no longer learn"
            " different things, and three arrays never get a gradient."
        ),
        hint=HINT,
    )
    for into, of in ("if", "gf", "of", "fi", "gi", "oi", "og", "go")
]

one_parameter = [
    Misconception(
        slug=f"step-{into}-takes-{part}-of-{of}".lower(),
        replaces="lstm_step",
        wrong=copied(part, of, into),
        title=f"the {NAMES[into]} is given the {PARTS[part]} of the {NAMES[of]}",
        explanation=(
            f"Each of the four layers has its own W, U and b. Here the {NAMES[into]} uses the"
            f" {PARTS[part]} of the {NAMES[of]}. The two can no longer learn different things, and"
            f" the {NAMES[into]}'s own {PARTS[part]} would never get a gradient."
        ),
        hint=HINT,
    )
    for part, layers in (
        ("W", ("fi", "if", "gi", "of", "oi")),
        ("U", ("fi", "if", "gi", "of", "oi")),
        ("b", ("fi", "if", "gi", "of", "oi", "og")),
    )
    for into, of in layers
]
