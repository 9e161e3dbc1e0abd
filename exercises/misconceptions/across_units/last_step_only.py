"""Only the last hidden state comes back."""

from autograder import Misconception
from reference import lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    h_t = h_0
    for x_t in X:
        h_t = rnn_step(x_t, h_t, W, U, b)
    return h_t


def wrong_lstm_sequence(X, h_0, c_0, params):
    h_t, c_t = h_0, c_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
    return h_t, h_t, c_t


misconceptions = [
    Misconception(
        slug="last-step-only",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="only the last hidden state is kept",
        explanation=(
            "A layer above needs the hidden state of every step, and so do a loss at every step and"
            " the backward pass. With the last one alone nothing can be stacked on top, and there"
            " is nothing to go back through."
        ),
        hint="What shape should hs have, and where does your loop keep the states that it passes?",
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence)
]
