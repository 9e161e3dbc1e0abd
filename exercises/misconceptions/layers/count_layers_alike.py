"""Every layer is counted like the first."""

from autograder import Misconception


def wrong_count_parameters(input_size, hidden_size, num_layers):
    return num_layers * 4 * hidden_size * (input_size + hidden_size + 1)


misconception = Misconception(
    slug="count-layers-alike",
    replaces="count_parameters",
    wrong=wrong_count_parameters,
    title="every layer is counted as if it read the input",
    explanation=(
        "Only the first layer reads the input. The others read the hidden states of the layer"
        " below, so the width of their W is the number of hidden units."
    ),
    hint="What does layer 2 read, and how wide is it?",
)
