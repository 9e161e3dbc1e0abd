"""One set of weights is counted."""

from autograder import Misconception


def wrong_count_parameters(input_size, hidden_size, num_layers):
    return hidden_size * (input_size + hidden_size + 1) + (num_layers - 1) * hidden_size * (
        2 * hidden_size + 1
    )


misconception = Misconception(
    slug="count-one-set",
    replaces="count_parameters",
    wrong=wrong_count_parameters,
    title="one set of weights is counted where a cell has several",
    explanation=(
        "This is the count of a plain RNN. In an LSTM the gates and the candidate each have a W, a"
        " U and a b of their own, which is what lets them learn different things."
    ),
    hint="How many times does x_t meet a weight matrix in one step?",
)
