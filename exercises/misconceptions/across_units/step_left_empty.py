"""An array of zeros that the loop does not fill to the end, or not from the start."""

import numpy as np

from autograder import Misconception
from reference import lstm_step, rnn_step


def rnn(steps):
    def wrong_rnn_sequence(X, h_0, W, U, b):
        hs, h_t = np.zeros((len(X), *h_0.shape)), h_0
        for t in steps(len(X)):
            h_t = rnn_step(X[t], h_t, W, U, b)
            hs[t] = h_t
        return hs

    return wrong_rnn_sequence


def lstm(steps):
    def wrong_lstm_sequence(X, h_0, c_0, params):
        hs, h_t, c_t = np.zeros((len(X), *h_0.shape)), h_0, c_0
        for t in steps(len(X)):
            h_t, c_t = lstm_step(X[t], h_t, c_t, params)
            hs[t] = h_t
        return hs, h_t, c_t

    return wrong_lstm_sequence


EXPLANATION = (
    "The array for the states was made full of zeros, and the loop never comes to its {which}"
    " entry: that input is not read, and whoever reads the state there gets a zero that looks like"
    " an answer."
)

misconceptions = [
    Misconception(
        f"{which}-step-left-empty",
        replaces,
        make(steps),
        f"the {which} step is never taken and stays zero",
        EXPLANATION.format(which=which),
        "Print t in your loop. Which value is missing?",
    )
    for which, steps in (("first", lambda T: range(1, T)), ("last", lambda T: range(T - 1)))
    for replaces, make in (("rnn_sequence", rnn), ("lstm_sequence", lstm))
]
