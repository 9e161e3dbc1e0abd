"""Type hints, docstrings and asserts."""
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def cell_state(c_prev: Array, f_t: Array, i_t: Array, g_t: Array) -> Array:
    """Keep and write."""
    assert c_prev.shape == f_t.shape == i_t.shape == g_t.shape, "all four are (B, H)"
    return f_t * c_prev + i_t * g_t


def hidden_state(o_t: Array, c_t: Array) -> Array:
    """Show."""
    assert o_t.ndim == 2
    return o_t * np.tanh(c_t)


def rnn_step(x_t: Array, h_prev: Array, W: Array, U: Array, b: Array) -> Array:
    """One step."""
    z: Array = x_t @ W.T + h_prev @ U.T + b
    assert z.shape == (x_t.shape[0], W.shape[0])
    return np.tanh(z)


def count_parameters(input_size: int, hidden_size: int, num_layers: int) -> int:
    """How many."""
    total: int = 0
    for layer in range(num_layers):
        width: int = input_size if layer == 0 else hidden_size
        total += 4 * (hidden_size * width + hidden_size**2 + hidden_size)
    return total
