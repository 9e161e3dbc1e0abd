"""The number of parameters of a stack, ``4 * H * (I + H + 1)`` for the first layer and
``4 * H * (2 * H + 1)`` for each layer above, counts the wrong layers or sizes.
"""

from autograder import Misconception

SINGLE = "What does your formula give for a single layer?"

misconceptions = [
    Misconception(
        slug="count-first-layer-only",
        replaces="count_parameters",
        wrong=lambda I, H, L: 4 * H * (I + H + 1),
        title="only the first layer is counted",
        explanation=(
            "Weights are shared along time, not between layers: every layer of a stack has its own"
            " twelve arrays."
        ),
        hint="Which of the arguments does your formula not use?",
    ),
    Misconception(
        slug="count-layers-alike",
        replaces="count_parameters",
        wrong=lambda I, H, L: L * 4 * H * (I + H + 1),
        title="every layer is counted as if it read the input",
        explanation=(
            "Only the first layer reads the input. The others read the hidden states of the layer"
            " below, so the width of their W is the number of hidden units."
        ),
        hint="What does layer 2 read, and how wide is it?",
    ),
    Misconception(
        slug="count-one-layer-too-few",
        replaces="count_parameters",
        wrong=lambda I, H, L: (L - 1) * 4 * H * (2 * H + 1),
        title="the first layer is not counted",
        explanation=(
            "The layer that reads the input is one of the layers, and the only one whose W is"
            " (H, I). A loop that starts at 1 leaves it out: a network of one layer would have"
            " nothing to learn."
        ),
        hint=SINGLE,
    ),
    Misconception(
        slug="count-one-layer-too-many",
        replaces="count_parameters",
        wrong=lambda I, H, L: 4 * H * (I + H + 1) + L * 4 * H * (2 * H + 1),
        title="one layer too many is counted",
        explanation=(
            "The first layer is one of the layers. In a stack of one layer there is nothing on top"
            " of it."
        ),
        hint=SINGLE,
    ),
    Misconception(
        slug="count-sizes-swapped",
        replaces="count_parameters",
        wrong=lambda I, H, L: 4 * I * (H + I + 1) + (L - 1) * 4 * H * (2 * H + 1),
        title="the input size and the hidden size are exchanged",
        explanation=(
            "Every gate has one row for each hidden unit, however many inputs there are: W is"
            " (H, I), U is (H, H) and b is (H,)."
        ),
        hint="Write down the three shapes of one gate. Which letter do all of them have in common?",
    ),
]
