"""One step of an LSTM: four gates around a memory that is added to, not multiplied through.

Source: Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and Cummins 2000;
the form and letters are those of ``torch.nn.LSTM``.
"""

from __future__ import annotations

import numpy as np

from reference.gates import candidate, forget_gate, input_gate, output_gate
from reference.shapes import CELL, Array, Params, edge


@edge(c_prev="BH", f_t="BH", i_t="BH", g_t="BH")
def cell_state(c_prev: Array, f_t: Array, i_t: Array, g_t: Array) -> Array:
    """The new memory: what is kept of the old, plus what is written. All shapes are (B, H).

    >>> print(cell_state(np.array([[2.0]]), np.array([[0.5]]), np.array([[0.1]]), np.array([[-1.0]])))
    [[0.9]]
    """
    return f_t * c_prev + i_t * g_t


@edge(o_t="BH", c_t="BH")
def hidden_state(o_t: Array, c_t: Array) -> Array:
    """What the cell shows of its memory. All shapes are (B, H).

    >>> print(hidden_state(np.array([[0.5]]), np.array([[0.9]])).round(4))
    [[0.3581]]
    """
    return o_t * np.tanh(c_t)


@edge(x_t="BI", h_prev="BH", c_prev="BH", params=CELL)
def lstm_step(x_t: Array, h_prev: Array, c_prev: Array, params: Params) -> tuple[Array, Array]:
    """One step of an LSTM: the new hidden state and the new memory.

    Shapes: ``x_t`` (B, I), ``h_prev`` and ``c_prev`` (B, H); for each gate of f, i, g, o ``params``
    holds ``W_f`` (H, I), ``U_f`` (H, H) and ``b_f`` (H,). Returns ``h_t`` and ``c_t``, each (B, H).

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
