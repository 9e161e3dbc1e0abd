"""The update gate of a gated recurrent unit (Cho and colleagues, 2014).

>>> x_t, h_prev = np.array([[1.0, 2.0]]), np.array([[0.5]])
>>> W_z, U_z, b_z = np.array([[0.3, -0.1]]), np.array([[0.8]]), np.array([0.1])
>>> print(update_gate(x_t, h_prev, W_z, U_z, b_z).round(4))
[[0.6457]]
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]


def update_gate(x_t: Array, h_prev: Array, W_z: Array, U_z: Array, b_z: Array) -> Array:
    """How much of the hidden state is renewed, from 0 to 1; shapes as for any gate of the LSTM."""
    z_t: Array = 1 / (1 + np.exp(-(x_t @ W_z.T + h_prev @ U_z.T + b_z)))
    return z_t
