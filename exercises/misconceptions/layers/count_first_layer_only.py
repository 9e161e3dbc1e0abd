"""The number of layers is not used."""

from autograder import Misconception


def wrong_count_parameters(input_size, hidden_size, num_layers):
    return 4 * hidden_size * (input_size + hidden_size + 1)


misconception = Misconception(
    slug="count-first-layer-only",
    replaces="count_parameters",
    wrong=wrong_count_parameters,
    title="only the first layer is counted",
    explanation=(
        "Weights are shared along time, not between layers: every layer of a stack has its own"
        " twelve arrays."
    ),
    hint="Which of the arguments does your formula not use?",
)
