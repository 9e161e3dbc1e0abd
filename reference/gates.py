"""The four gates of an LSTM: what to forget, what to write, what it might be, and what to show.

All four take ``x_t`` (B, I) and ``h_prev`` (B, H) with weights ``W`` (H, I), ``U`` (H, H) and ``b``
(H,), and return (B, H). Source: Hochreiter and Schmidhuber, "Long short-term memory", 1997; the
forget gate: Gers, Schmidhuber and Cummins, "Learning to forget", 2000.

>>> import numpy as np
>>> x_t, h_prev = np.array([[1.0, 2.0]]), np.array([[0.5]])
>>> W, U, b = np.array([[0.3, -0.1]]), np.array([[0.8]]), np.array([0.1])
>>> print(forget_gate(x_t, h_prev, W, U, b).round(4), candidate(x_t, h_prev, W, U, b).round(4))
[[0.6457]] [[0.537]]
"""

from __future__ import annotations

import numpy as np

from reference.activations import sigmoid
from reference.shapes import Array, edge


@edge(x_t="BI", h_prev="BH", W_f="HI", U_f="HH", b_f="H")
def forget_gate(x_t: Array, h_prev: Array, W_f: Array, U_f: Array, b_f: Array) -> Array:
    """How much of each old memory to keep, from 0 (none) to 1 (all of it)."""
    return sigmoid(x_t @ W_f.T + h_prev @ U_f.T + b_f)


@edge(x_t="BI", h_prev="BH", W_i="HI", U_i="HH", b_i="H")
def input_gate(x_t: Array, h_prev: Array, W_i: Array, U_i: Array, b_i: Array) -> Array:
    """How much of each candidate to write into memory, from 0 to 1."""
    return sigmoid(x_t @ W_i.T + h_prev @ U_i.T + b_i)


@edge(x_t="BI", h_prev="BH", W_g="HI", U_g="HH", b_g="H")
def candidate(x_t: Array, h_prev: Array, W_g: Array, U_g: Array, b_g: Array) -> Array:
    """What might be written into memory, from -1 to 1: content rather than a gate, hence tanh."""
    return np.tanh(x_t @ W_g.T + h_prev @ U_g.T + b_g)


@edge(x_t="BI", h_prev="BH", W_o="HI", U_o="HH", b_o="H")
def output_gate(x_t: Array, h_prev: Array, W_o: Array, U_o: Array, b_o: Array) -> Array:
    """How much of each memory to show to the outside, from 0 to 1."""
    return sigmoid(x_t @ W_o.T + h_prev @ U_o.T + b_o)
