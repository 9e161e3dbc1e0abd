"""One bias vector for a layer with four gates."""

from autograder import Misconception


def wrong_count_parameters(input_size, hidden_size, num_layers):
    widths = [input_size] + [hidden_size] * (num_layers - 1)
    return sum(4 * hidden_size * (width + hidden_size) + hidden_size for width in widths)


misconception = Misconception(
    slug="count-bias-once",
    replaces="count_parameters",
    wrong=wrong_count_parameters,
    title="one bias vector is counted for all four layers of a cell",
    explanation=(
        "The three gates and the candidate each have a bias vector, as they each have two matrices."
        " The forget gate could not start open by itself if it shared its bias with the others."
    ),
    hint="What does your factor of four multiply, and what does it not?",
)
