"""Three gates are counted, the candidate is not."""

from autograder import Misconception


def wrong_count_parameters(input_size, hidden_size, num_layers):
    first = 3 * hidden_size * (input_size + hidden_size + 1)
    return first + (num_layers - 1) * 3 * hidden_size * (2 * hidden_size + 1)


misconception = Misconception(
    slug="count-three-layers",
    replaces="count_parameters",
    wrong=wrong_count_parameters,
    title="three gates are counted, the candidate is not",
    explanation=(
        "Three gates decide; the candidate is the fourth set of weights, and the one that makes the"
        " content. Without it there would be nothing to write."
    ),
    hint="How many times does x_t meet a weight matrix in one step?",
)
