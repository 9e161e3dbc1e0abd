"""One step of an LSTM: four layers around a memory that is scaled and added to.

The equations are those of Hochreiter and Schmidhuber 1997 with the forget gate of Gers, Schmidhuber
and Cummins 2000. The letters are those of ``torch.nn.LSTM``.
"""

from __future__ import annotations

import numpy as np

from reference.gates import candidate, forget_gate, input_gate, output_gate
from reference.shapes import CELL, Array, Params, check_shapes


@check_shapes(c_prev="BH", f_t="BH", i_t="BH", g_t="BH")
def cell_state(c_prev: Array, f_t: Array, i_t: Array, g_t: Array) -> Array:
    """Update the memory: keep a part of the old content and add a part of the new.

    c_t = f_t * c_{t-1} + i_t * g_t, entry by entry

    Parameters
    ----------
    c_prev : array, shape (B, H)
        The cell state of the previous step.
    f_t : array, shape (B, H)
        The forget gate, between 0 and 1.
    i_t : array, shape (B, H)
        The input gate, between 0 and 1.
    g_t : array, shape (B, H)
        The candidate, between -1 and 1.

    Returns
    -------
    c_t : array, shape (B, H)
        The new cell state. It has no bound: it may grow by up to 1 at each step.

    Raises
    ------
    ValueError
        If the shapes do not fit together.

    References
    ----------
    Hochreiter and Schmidhuber, "Long short-term memory", 1997, for the sum; Gers, Schmidhuber and
    Cummins, "Learning to forget: continual prediction with LSTM", 2000, for the factor f_t.

    Examples
    --------
    >>> c_prev, f_t, i_t, g_t = (np.array([[number]]) for number in (2.0, 0.5, 0.1, -1.0))
    >>> print(cell_state(c_prev, f_t, i_t, g_t))
    [[0.9]]
    """
    return f_t * c_prev + i_t * g_t


@check_shapes(o_t="BH", c_t="BH")
def hidden_state(o_t: Array, c_t: Array) -> Array:
    """Compute what the cell shows of its memory.

    h_t = o_t * tanh(c_t), entry by entry

    Parameters
    ----------
    o_t : array, shape (B, H)
        The output gate, between 0 and 1.
    c_t : array, shape (B, H)
        The new cell state, any finite numbers.

    Returns
    -------
    h_t : array, shape (B, H)
        The new hidden state, between -1 and 1.

    Raises
    ------
    ValueError
        If the shapes do not fit together.

    References
    ----------
    Hochreiter and Schmidhuber, "Long short-term memory", 1997.

    Examples
    --------
    >>> print(hidden_state(np.array([[0.5]]), np.array([[0.9]])).round(4))
    [[0.3581]]
    """
    return o_t * np.tanh(c_t)


@check_shapes(x_t="BI", h_prev="BH", c_prev="BH", params=CELL)
def lstm_step(x_t: Array, h_prev: Array, c_prev: Array, params: Params) -> tuple[Array, Array]:
    """Take one step of an LSTM, from the two old states to the two new ones.

    Six equations: the four layers f_t, i_t, g_t and o_t, then the cell state c_t and the hidden
    state h_t.

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this step.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    c_prev : array, shape (B, H)
        The cell state of the previous step.
    params : dict of arrays
        For each layer k of f, i, g and o: ``W_k`` (H, I), ``U_k`` (H, H) and ``b_k`` (H,).

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
    Hochreiter and Schmidhuber, "Long short-term memory", 1997; Gers, Schmidhuber and Cummins,
    "Learning to forget: continual prediction with LSTM", 2000.

    Examples
    --------
    >>> from reference.memory import init_lstm
    >>> params = init_lstm(3, 4, np.random.default_rng(0))
    >>> h_t, c_t = lstm_step(np.ones((2, 3)), np.zeros((2, 4)), np.zeros((2, 4)), params)
    >>> h_t.shape, c_t.shape
    ((2, 4), (2, 4))
    """
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    c_t = cell_state(c_prev, f_t, i_t, g_t)
    h_t = hidden_state(o_t, c_t)
    return h_t, c_t
