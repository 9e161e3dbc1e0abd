"""Two biases for each gate, as PyTorch counts."""

from autograder import Misconception


def wrong_count_parameters(input_size, hidden_size, num_layers):
    first = 4 * hidden_size * (input_size + hidden_size + 2)
    return first + (num_layers - 1) * 4 * hidden_size * (2 * hidden_size + 2)


misconception = Misconception(
    slug="count-two-biases",
    replaces="count_parameters",
    wrong=wrong_count_parameters,
    title="two biases for each gate, as PyTorch counts",
    explanation=(
        "PyTorch keeps one bias for the input and one for the hidden state, which are simply added."
        " Here a gate has one bias, and the second would be a number that changes nothing."
    ),
    hint="How many biases does one gate have in this course's formula?",
)
