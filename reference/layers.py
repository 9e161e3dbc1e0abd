"""LSTMs over sequences: along time, stacked in layers, and in both directions."""

from __future__ import annotations

import numpy as np

from reference.cell import lstm_step
from reference.shapes import CELL, UPPER_CELL, Array, Params, check_shapes


@check_shapes(X="TBI", h_0="BH", c_0="BH", params=CELL)
def lstm_sequence(X: Array, h_0: Array, c_0: Array, params: Params) -> tuple[Array, Array, Array]:
    """Run one LSTM layer over a whole sequence.

    h_t, c_t = step(x_t, h_{t-1}, c_{t-1}) for t = 1, …, T, with the same weights at every step

    Parameters
    ----------
    X : array, shape (T, B, I)
        The inputs, time first.
    h_0 : array, shape (B, H)
        The hidden state before the first step.
    c_0 : array, shape (B, H)
        The cell state before the first step.
    params : dict of arrays
        The weights of the layer, as in `lstm_step`.

    Returns
    -------
    hs : array, shape (T, B, H)
        The hidden state after every step.
    h_T : array, shape (B, H)
        The last hidden state.
    c_T : array, shape (B, H)
        The last cell state.

    Raises
    ------
    ValueError
        If `params` lacks an array, or if the shapes do not fit together.

    References
    ----------
    Hochreiter and Schmidhuber, "Long short-term memory", 1997; Gers, Schmidhuber and Cummins,
    "Learning to forget: continual prediction with LSTM", 2000.

    Examples
    --------
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


@check_shapes(layers=(CELL, UPPER_CELL), X="TBI", h_0="LBH", c_0="LBH")
def lstm_stack(
    X: Array, h_0: Array, c_0: Array, layers: list[Params]
) -> tuple[Array, Array, Array]:
    """Run LSTM layers on top of one another: each reads the hidden states of the layer below.

    x_t^(l) = h_t^(l-1), and x_t^(1) = x_t

    Parameters
    ----------
    X : array, shape (T, B, I)
        The inputs of the lowest layer, time first.
    h_0 : array, shape (L, B, H)
        The hidden state of each layer before the first step.
    c_0 : array, shape (L, B, H)
        The cell state of each layer before the first step.
    layers : list of dicts of arrays, length L
        The weights of each layer, lowest first, as in `lstm_step`. ``W_k`` has shape (H, I) in the
        lowest layer and (H, H) in the layers above.

    Returns
    -------
    hs : array, shape (T, B, H)
        The hidden states of the top layer after every step.
    h_T : array, shape (L, B, H)
        The last hidden state of each layer.
    c_T : array, shape (L, B, H)
        The last cell state of each layer.

    Raises
    ------
    ValueError
        If a layer lacks an array, or if the shapes do not fit together.

    References
    ----------
    Graves, "Generating sequences with recurrent neural networks", 2013, which also describes stacks
    whose upper layers see the input as well. Here they do not.

    Examples
    --------
    >>> from reference.memory import init_lstm
    >>> rng = np.random.default_rng(0)
    >>> X, zeros = np.ones((5, 2, 3)), np.zeros((2, 2, 4))
    >>> layers = [init_lstm(3, 4, rng), init_lstm(4, 4, rng)]
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


@check_shapes(X="TBI", forward=CELL, backward=CELL)
def lstm_bidirectional(X: Array, forward: Params, backward: Params) -> Array:
    """Run two LSTMs, one from the start and one from the end, and join their hidden states.

    Both start from states of zero. At step t the first H units have read x_1, …, x_t, and the last
    H units have read x_T, …, x_t.

    Parameters
    ----------
    X : array, shape (T, B, I)
        The inputs, time first.
    forward : dict of arrays
        The weights of the LSTM that reads from the start, as in `lstm_step`.
    backward : dict of arrays
        The weights of the LSTM that reads from the end, with the same shapes.

    Returns
    -------
    hs : array, shape (T, B, 2H)
        The hidden states of both, side by side at every step: forward first.

    Raises
    ------
    ValueError
        If a dict lacks an array, or if the shapes do not fit together.

    References
    ----------
    Schuster and Paliwal, "Bidirectional recurrent neural networks", 1997.

    Examples
    --------
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
    """Count the numbers that a stack of LSTM layers learns.

    4 (H I + H^2 + H) for the lowest layer and 4 (H^2 + H^2 + H) for each layer above it, with one
    bias for each gate and for the candidate. PyTorch keeps two biases, and so counts 4 H more for
    each layer.

    Parameters
    ----------
    input_size : int
        I, the number of inputs of the lowest layer.
    hidden_size : int
        H, the number of hidden units in each layer.
    num_layers : int
        L, the number of layers, at least 1.

    Returns
    -------
    count : int
        The number of weights and biases.

    Examples
    --------
    >>> count_parameters(3, 4, 1), count_parameters(3, 4, 2)
    (128, 272)
    """
    first = 4 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)
    further = 4 * (hidden_size * hidden_size + hidden_size * hidden_size + hidden_size)
    return first + (num_layers - 1) * further
