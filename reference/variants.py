"""Relatives of the LSTM: peepholes, coupled gates, the gated recurrent unit, and what they cost.

Each is one step, written as `reference.cell.lstm_step` is, with the equation that differs in place
of the one that it replaces.
"""

from __future__ import annotations

import numpy as np

from reference.activations import sigmoid
from reference.cell import cell_state, hidden_state
from reference.shapes import CELL, Array, Params, check_shapes

PEEPHOLE = CELL | {f"p_{gate}": "H" for gate in "fio"}
"""The arrays of an LSTM with peepholes: one weight more for each unit and gate."""
COUPLED = {name: axes for name, axes in CELL.items() if not name.endswith("_f")}
"""The arrays of an LSTM with coupled gates: no forget gate of its own."""
GRU = {
    f"{part}_{layer}": axes
    for layer in "rzg"
    for part, axes in (("W", "HI"), ("U", "HH"), ("b", "H"))
}
"""The arrays of a gated recurrent unit: reset gate, update gate and candidate."""


@check_shapes(x_t="BI", h_prev="BH", c_prev="BH", params=PEEPHOLE)
def peephole_step(x_t: Array, h_prev: Array, c_prev: Array, params: Params) -> tuple[Array, Array]:
    """Take one step of an LSTM whose gates also look at the cell state.

    The forget gate and the input gate see the old cell state c_{t-1}, the output gate sees the new
    one, c_t, each through one weight a unit (p_f, p_i, p_o).

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this step.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    c_prev : array, shape (B, H)
        The cell state of the previous step.
    params : dict of arrays
        For each layer k of f, i, g and o: ``W_k`` (H, I), ``U_k`` (H, H) and ``b_k`` (H,); and
        ``p_f``, ``p_i`` and ``p_o`` (H,).

    Returns
    -------
    h_t : array, shape (B, H)
        The new hidden state, between -1 and 1.
    c_t : array, shape (B, H)
        The new cell state.

    Raises
    ------
    ValueError
        If `params` lacks an array, or if the shapes do not fit together.

    References
    ----------
    Gers and Schmidhuber, "Recurrent nets that time and count", 2000.

    Examples
    --------
    >>> one = np.ones((1, 1))
    >>> params = {f"{part}_{k}": 0 * one for part in "WU" for k in "figo"}
    >>> params |= {f"b_{k}": np.zeros(1) for k in "figo"}
    >>> params |= {"p_f": np.ones(1), "p_i": np.zeros(1), "p_o": np.zeros(1)}
    >>> h_t, c_t = peephole_step(one, one, one, params)
    >>> print(c_t.round(4), h_t.round(4))
    [[0.7311]] [[0.3119]]
    """
    f_t = sigmoid(
        x_t @ params["W_f"].T + h_prev @ params["U_f"].T + params["p_f"] * c_prev + params["b_f"]
    )
    i_t = sigmoid(
        x_t @ params["W_i"].T + h_prev @ params["U_i"].T + params["p_i"] * c_prev + params["b_i"]
    )
    g_t = np.tanh(x_t @ params["W_g"].T + h_prev @ params["U_g"].T + params["b_g"])
    c_t = cell_state(c_prev, f_t, i_t, g_t)
    o_t = sigmoid(
        x_t @ params["W_o"].T + h_prev @ params["U_o"].T + params["p_o"] * c_t + params["b_o"]
    )
    return hidden_state(o_t, c_t), c_t


@check_shapes(x_t="BI", h_prev="BH", c_prev="BH", params=COUPLED)
def coupled_step(x_t: Array, h_prev: Array, c_prev: Array, params: Params) -> tuple[Array, Array]:
    """Take one step of an LSTM that forgets exactly as much as it writes.

    f_t = 1 - i_t takes the place of a forget gate with weights of its own.

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this step.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    c_prev : array, shape (B, H)
        The cell state of the previous step.
    params : dict of arrays
        For each layer k of i, g and o: ``W_k`` (H, I), ``U_k`` (H, H) and ``b_k`` (H,).

    Returns
    -------
    h_t : array, shape (B, H)
        The new hidden state, between -1 and 1.
    c_t : array, shape (B, H)
        The new cell state: between the old one and the candidate.

    Raises
    ------
    ValueError
        If `params` lacks an array, or if the shapes do not fit together.

    References
    ----------
    Greff, Srivastava, Koutník, Steunebrink and Schmidhuber, "LSTM: a search space odyssey", 2017,
    where it is called CIFG. Their network has peepholes as well.

    Examples
    --------
    >>> one = np.ones((1, 1))
    >>> params = {f"{part}_{k}": 0 * one for part in "WU" for k in "igo"}
    >>> params |= {f"b_{k}": np.zeros(1) for k in "igo"}
    >>> h_t, c_t = coupled_step(one, one, one, params)
    >>> print(c_t, h_t.round(4))
    [[0.5]] [[0.2311]]
    """
    i_t = sigmoid(x_t @ params["W_i"].T + h_prev @ params["U_i"].T + params["b_i"])
    f_t = 1 - i_t
    g_t = np.tanh(x_t @ params["W_g"].T + h_prev @ params["U_g"].T + params["b_g"])
    o_t = sigmoid(x_t @ params["W_o"].T + h_prev @ params["U_o"].T + params["b_o"])
    c_t = cell_state(c_prev, f_t, i_t, g_t)
    return hidden_state(o_t, c_t), c_t


@check_shapes(x_t="BI", h_prev="BH", params=GRU)
def gru_step(x_t: Array, h_prev: Array, params: Params) -> Array:
    """Take one step of a gated recurrent unit.

    h_t = z_t h_{t-1} + (1 - z_t) g_t, where the candidate g_t sees the old state scaled by the
    reset gate r_t.

    The reset gate acts before the matrix product, as in the paper. PyTorch and cuDNN apply it
    afterwards, r_t (h_{t-1} U_g^T + b), which is another network.

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this step.
    h_prev : array, shape (B, H)
        The hidden state of the previous step, all that a GRU carries along.
    params : dict of arrays
        For each layer k of r (reset), z (update) and g (candidate): ``W_k`` (H, I), ``U_k`` (H, H)
        and ``b_k`` (H,).

    Returns
    -------
    h_t : array, shape (B, H)
        The new hidden state: between the old one and the candidate.

    Raises
    ------
    ValueError
        If `params` lacks an array, or if the shapes do not fit together.

    References
    ----------
    Cho, van Merriënboer, Gulcehre, Bahdanau, Bougares, Schwenk and Bengio, "Learning phrase
    representations using RNN encoder-decoder for statistical machine translation", 2014, with
    biases.

    Examples
    --------
    >>> one = np.ones((1, 1))
    >>> params = {f"{part}_{k}": one for part in "WU" for k in "rzg"}
    >>> params |= {f"b_{k}": np.zeros(1) for k in "rzg"}
    >>> print(gru_step(one, one, params).round(4))
    [[0.9946]]
    """
    r_t = sigmoid(x_t @ params["W_r"].T + h_prev @ params["U_r"].T + params["b_r"])
    z_t = sigmoid(x_t @ params["W_z"].T + h_prev @ params["U_z"].T + params["b_z"])
    g_t = np.tanh(x_t @ params["W_g"].T + (r_t * h_prev) @ params["U_g"].T + params["b_g"])
    h_t: Array = z_t * h_prev + (1 - z_t) * g_t
    return h_t


def count_variants(input_size: int, hidden_size: int) -> tuple[int, int, int, int]:
    """Count what one layer of each kind learns, with one bias for each affine map.

    An affine map of I inputs and H hidden units has H I + H^2 + H numbers. An LSTM has four, and
    peepholes add three weights a unit. Coupled gates and the GRU have three.

    Parameters
    ----------
    input_size : int
        I, the number of inputs.
    hidden_size : int
        H, the number of hidden units.

    Returns
    -------
    lstm : int
        An LSTM without peepholes.
    peephole : int
        An LSTM with peepholes.
    coupled : int
        An LSTM with coupled gates, without peepholes.
    gru : int
        A gated recurrent unit.

    References
    ----------
    Gers and Schmidhuber 2000, Greff and others 2017, Cho and others 2014, as above.

    Examples
    --------
    >>> count_variants(3, 4)
    (128, 140, 96, 96)
    """
    one_map = hidden_size * input_size + hidden_size * hidden_size + hidden_size
    return 4 * one_map, 4 * one_map + 3 * hidden_size, 3 * one_map, 3 * one_map
