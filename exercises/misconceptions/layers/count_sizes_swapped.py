"""Input and hidden size have changed places."""

from autograder import Misconception


def wrong_count_parameters(input_size, hidden_size, num_layers):
    first = 4 * input_size * (hidden_size + input_size + 1)
    return first + (num_layers - 1) * 4 * hidden_size * (2 * hidden_size + 1)


misconception = Misconception(
    slug="count-sizes-swapped",
    replaces="count_parameters",
    wrong=wrong_count_parameters,
    title="input size and hidden size are mixed up",
    explanation=(
        "Every gate has one row for each hidden unit, however many inputs there are: W is (H, I), U"
        " is (H, H) and b is (H,)."
    ),
    hint="Write down the three shapes of one gate. Which letter do all of them have in common?",
)
