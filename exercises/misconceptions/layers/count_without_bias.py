"""The biases are left out."""

from autograder import Misconception


def wrong_count_parameters(input_size, hidden_size, num_layers):
    return (
        4 * hidden_size * (input_size + hidden_size)
        + (num_layers - 1) * 4 * hidden_size * 2 * hidden_size
    )


misconception = Misconception(
    slug="count-without-bias",
    replaces="count_parameters",
    wrong=wrong_count_parameters,
    title="the biases are left out",
    explanation=(
        "Every gate and the candidate learn a bias as well, one number for each unit; the forget"
        " bias is even the one that decides whether an LSTM remembers anything at the start of"
        " training."
    ),
    hint="What is learnt in a gate besides its two matrices?",
)
