"""What `rnn_sequence` and `lstm_sequence` have in common: a loop over time that carries states.

A wrong version of both is one function ``wrong(step, X, states)``. ``step(x_t, *states)`` returns
the next states, of which the hidden state is the first. It returns ``hs`` and the final states.
"""

from autograder import Misconception
from reference import lstm_step, rnn_step


def rnn_of(wrong):
    """An `rnn_sequence` made of ``wrong(step, X, states)``."""

    def wrong_rnn_sequence(X, h_0, W, U, b):
        hs, _ = wrong(lambda x_t, h_t: (rnn_step(x_t, h_t, W, U, b),), X, (h_0,))
        return hs

    return wrong_rnn_sequence


def lstm_of(wrong):
    """An `lstm_sequence` made of ``wrong(step, X, states)``."""

    def wrong_lstm_sequence(X, h_0, c_0, params):
        def step(x_t, h_t, c_t):
            h_t, c_t = lstm_step(x_t, h_t, c_t, params)
            return h_t, c_t

        hs, (h_T, c_T) = wrong(step, X, (h_0, c_0))
        return hs, h_T, c_T

    return wrong_lstm_sequence


def in_both_loops(slug, wrong, title, explanation, hint, same_as=()):
    """The same misconception about `rnn_sequence` and `lstm_sequence`."""
    return [
        Misconception(slug, replaces, make(wrong), title, explanation, hint, same_as)
        for replaces, make in (("rnn_sequence", rnn_of), ("lstm_sequence", lstm_of))
    ]
