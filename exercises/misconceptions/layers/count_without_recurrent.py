"""The recurrent weights are left out."""

from autograder import Misconception


def wrong_count_parameters(input_size, hidden_size, num_layers):
    return 4 * hidden_size * (input_size + 1) + (num_layers - 1) * 4 * hidden_size * (
        hidden_size + 1
    )


misconception = Misconception(
    slug="count-without-recurrent",
    replaces="count_parameters",
    wrong=wrong_count_parameters,
    title="the recurrent weights are left out",
    explanation=(
        "Each gate looks at the input and at the previous hidden state, with a matrix for each. The"
        " recurrent one, U, is often the larger of the two, and it is what makes the network"
        " recurrent."
    ),
    hint="Which two matrices does one gate have, and what are their shapes?",
)
