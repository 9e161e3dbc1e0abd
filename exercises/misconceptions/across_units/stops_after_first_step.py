"""``return`` inside the loop."""

from autograder import Misconception
from reference import lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    return rnn_step(X[0], h_0, W, U, b)[None]


def wrong_lstm_sequence(X, h_0, c_0, params):
    h_t, c_t = lstm_step(X[0], h_0, c_0, params)
    return h_t[None], h_t, c_t


misconceptions = [
    Misconception(
        slug="stops-after-first-step",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the function returns after the first step",
        explanation=(
            "One state came back, however long the sequence is. Mostly the return stands inside the"
            " loop, one level of indentation too deep, so that Python leaves at the first pass and"
            " never reads the rest."
        ),
        hint="How many times does your loop run? Look at what its body ends with.",
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence)
]
