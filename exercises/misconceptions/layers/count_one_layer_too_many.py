"""The first layer is counted, and as many more as there are layers."""

from autograder import Misconception


def wrong_count_parameters(input_size, hidden_size, num_layers):
    return 4 * hidden_size * (input_size + hidden_size + 1) + num_layers * 4 * hidden_size * (
        2 * hidden_size + 1
    )


misconception = Misconception(
    slug="count-one-layer-too-many",
    replaces="count_parameters",
    wrong=wrong_count_parameters,
    title="one layer too many is counted",
    explanation=(
        "The first layer is one of the layers: with a stack of one there is nothing on top of it."
    ),
    hint="What does your formula give for a single layer?",
)
