"""The layers of `lstm_step` have each other's parameters: ``W_f``, ``W_i``, ``W_g`` and ``W_o``,
with their ``U`` and ``b``, are split in another order than they were stacked in.
"""

from itertools import permutations

from autograder import Misconception
from exercises.misconceptions.cell._steps import NAMES, step_of

# Where the input gate and the candidate have each other's parameters, the product of the two is the
# same as where they have each other's activation (`same_numbers` below).

LETTERS = "Go through your four layers: which letter has each of the parameters that a layer reads?"


def permuted(takes):
    """An `lstm_step` in which layer ``figo[n]`` is given the parameters of layer ``takes[n]``."""
    return step_of(
        lambda params: {
            f"{part}_{layer}": params[f"{part}_{of}"]
            for layer, of in zip("figo", takes, strict=True)
            for part in "WUb"
        }
    )


def in_words(takes):
    return "; ".join(
        f"the {NAMES[layer]} has those of the {NAMES[of]}"
        for layer, of in zip("figo", takes, strict=True)
        if layer != of
    )


misconceptions = [
    Misconception(
        slug="step-f-i-parameters-swapped",
        replaces="lstm_step",
        wrong=permuted("ifgo"),
        title="the forget gate and the input gate have each other's parameters",
        explanation=(
            "Libraries stack the four layers in different orders, and this happens when they are"
            " read in the wrong one. What should be kept is decided by the weights that learned"
            " what to write. A forget bias of 1 ends up on the wrong gate, so memories are lost"
            " early in training."
        ),
        hint=LETTERS,
        same_as=("cell-gates-swapped",),
    ),
    Misconception(
        slug="step-g-o-parameters-swapped",
        replaces="lstm_step",
        wrong=permuted("fiog"),
        title="the candidate and the output gate have each other's parameters",
        explanation=(
            "Libraries stack the four layers in different orders (i f g o, or i o f g), and this"
            " happens when they are read in the wrong one. The content is made with weights that"
            " learned when to show it."
        ),
        hint=LETTERS,
    ),
    *(
        Misconception(
            slug=f"step-layers-are-{takes}",
            replaces="lstm_step",
            wrong=permuted(takes),
            title=f"the layers have each other's parameters: {in_words(takes)}",
            explanation=(
                "Libraries stack the four layers in different orders (i f g o, i g f o, f i o g, or"
                " by the alphabet), and this happens when they are read in the wrong one. Trained"
                " weights give wrong results, and a forget bias of 1 ends up on a layer that should"
                " not have it."
            ),
            hint=(
                "In which order did you stack or list the four layers, and in which order do you"
                " take them apart?"
            ),
            same_numbers=("function", "exchanged functions") if takes == "fgio" else (),
        )
        for takes in map("".join, permutations("figo"))
        if takes not in ("figo", "ifgo", "fiog")  # the right order, and the two above
    ),
]
