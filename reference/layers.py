"""LSTMs over sequences: along time, on top of one another, and in both directions."""

from __future__ import annotations

import numpy as np

from reference.cell import lstm_step
from reference.shapes import CELL, UPPER_CELL, Array, Params, edge


@edge(X="TBI", h_0="BH", c_0="BH", params=CELL)
def lstm_sequence(X: Array, h_0: Array, c_0: Array, params: Params) -> tuple[Array, Array, Array]:
    """One LSTM layer over a whole sequence.

    Shapes: ``X`` (T, B, I), ``h_0`` and ``c_0`` (B, H), ``params`` as in `lstm_step`. Returns the
    hidden state after every step ``hs`` (T, B, H), and the last states ``h_T`` and ``c_T`` (B, H).

    >>> from reference.memory import init_lstm
    >>> X, zeros = np.ones((5, 2, 3)), np.zeros((2, 4))
    >>> hs, h_T, c_T = lstm_sequence(X, zeros, zeros, init_lstm(3, 4, np.random.default_rng(0)))
    >>> hs.shape, np.array_equal(hs[-1], h_T)
    ((5, 2, 4), True)
    """
    hs = []
    h_t, c_t = h_0, c_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


@edge(layers=(CELL, UPPER_CELL), X="TBI", h_0="LBH", c_0="LBH")
def lstm_stack(
    X: Array, h_0: Array, c_0: Array, layers: list[Params]
) -> tuple[Array, Array, Array]:
    """LSTM layers on top of one another: each reads the hidden states of the one below.

    Shapes: ``X`` (T, B, I), ``h_0`` and ``c_0`` (L, B, H), ``layers`` one ``params`` a layer: ``W``
    is (H, I) in the first and (H, H) above it. Returns ``hs`` (T, B, H) of the top layer, and
    ``h_T`` and ``c_T`` (L, B, H) of every layer.

    >>> from reference.memory import init_lstm
    >>> rng = np.random.default_rng(0)
    >>> X, zeros, layers = np.ones((5, 2, 3)), np.zeros((2, 2, 4)), [init_lstm(3, 4, rng), init_lstm(4, 4, rng)]
    >>> [array.shape for array in lstm_stack(X, zeros, zeros, layers)]
    [(5, 2, 4), (2, 2, 4), (2, 2, 4)]
    """
    hs = X
    h_T, c_T = [], []
    for h_l, c_l, params in zip(h_0, c_0, layers, strict=True):
        hs, h_last, c_last = lstm_sequence(hs, h_l, c_l, params)
        h_T.append(h_last)
        c_T.append(c_last)
    return hs, np.stack(h_T), np.stack(c_T)


@edge(X="TBI", forward=CELL, backward=CELL)
def lstm_bidirectional(X: Array, forward: Params, backward: Params) -> Array:
    """Two LSTMs, one reading from the start and one from the end, side by side at every step.

    Shapes: ``X`` (T, B, I), ``forward`` and ``backward`` as in `lstm_step`; both start from zero
    states. Returns (T, B, 2H): at step t the first H units have read steps 0 … t, the last H have
    read steps T-1 … t. Source: Schuster and Paliwal, "Bidirectional recurrent neural networks",
    1997.

    >>> from reference.memory import init_lstm
    >>> rng = np.random.default_rng(0)
    >>> lstm_bidirectional(np.ones((5, 2, 3)), init_lstm(3, 4, rng), init_lstm(3, 4, rng)).shape
    (5, 2, 8)
    """
    zeros = np.zeros((X.shape[1], len(forward["b_f"])), dtype=X.dtype)
    hs_forward, _, _ = lstm_sequence(X, zeros, zeros, forward)
    hs_backward, _, _ = lstm_sequence(X[::-1], zeros, zeros, backward)
    return np.concatenate([hs_forward, hs_backward[::-1]], axis=2)


def count_parameters(input_size: int, hidden_size: int, num_layers: int) -> int:
    """How many numbers a stack of LSTM layers learns: four gates a layer, one bias a gate.

    The sizes are counts. PyTorch counts ``4 * hidden_size`` more a layer, since it keeps two biases
    a gate.

    >>> count_parameters(3, 4, 1), count_parameters(3, 4, 2)
    (128, 272)
    """
    first = 4 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)
    further = 4 * (hidden_size * hidden_size + hidden_size * hidden_size + hidden_size)
    return first + (num_layers - 1) * further
