"""range(1, num_layers)."""

from autograder import Misconception


def wrong_count_parameters(input_size, hidden_size, num_layers):
    return (num_layers - 1) * 4 * hidden_size * (2 * hidden_size + 1)


misconception = Misconception(
    slug="count-one-layer-too-few",
    replaces="count_parameters",
    wrong=wrong_count_parameters,
    title="the first layer is not counted",
    explanation=(
        "The layer that reads the input is one of the layers, and the only one whose W is (H, I). A"
        " loop that starts at 1 leaves it out: a network of one layer would have nothing to learn."
    ),
    hint="What does your formula give for a single layer?",
)
