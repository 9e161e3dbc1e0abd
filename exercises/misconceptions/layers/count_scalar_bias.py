"""One number for a whole bias vector."""

from autograder import Misconception


def wrong_count_parameters(input_size, hidden_size, num_layers):
    first = 4 * (hidden_size * (input_size + hidden_size) + 1)
    return first + (num_layers - 1) * 4 * (2 * hidden_size * hidden_size + 1)


misconception = Misconception(
    slug="count-scalar-bias",
    replaces="count_parameters",
    wrong=wrong_count_parameters,
    title="a bias is counted as one number",
    explanation=(
        "b is a vector with one entry for each unit: each unit of a gate has its own idea of how"
        " open it is when nothing speaks for or against it."
    ),
    hint="What shape does b have?",
)
