"""What the wrong versions of `lstm_bidirectional` are made of: two halves that are joined."""

import numpy as np

from reference import lstm_sequence


def time_reversed(array):
    return array[::-1]


def unchanged(array):
    return array


def side_by_side(ahead, behind):
    return np.concatenate([ahead, behind], axis=2)


def bidirectional(
    before=time_reversed,
    after=time_reversed,
    join=side_by_side,
    parameters=lambda forward, backward: (forward, backward),
):
    """An `lstm_bidirectional` whose backward half reads ``before(X)`` and gives ``after(states)``.

    `join` makes one array of both halves; `parameters` says which parameters each of them has.
    """

    def wrong_lstm_bidirectional(X, forward, backward):
        zeros = np.zeros((X.shape[1], len(forward["b_f"])))
        forward, backward = parameters(forward, backward)
        ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
        behind, _, _ = lstm_sequence(before(X), zeros, zeros, backward)
        return join(ahead, after(behind))

    return wrong_lstm_bidirectional
