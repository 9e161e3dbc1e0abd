"""Only the top layer's last states come back."""

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs = X
    for h_l, c_l, params in zip(h_0, c_0, layers, strict=True):
        hs, h_last, c_last = lstm_sequence(hs, h_l, c_l, params)
    return hs, h_last, c_last


misconception = Misconception(
    slug="stack-top-states-only",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="only the last states of the top layer are returned",
    explanation=(
        "To go on with a sequence, every layer has to start where it stopped. Without the states of"
        " the lower layers the next piece of a long text would begin with most of the memory wiped."
    ),
    hint="What is the first axis of h_T?",
)
