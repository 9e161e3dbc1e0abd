"""The vanilla recurrent network, and why it forgets (Elman 1990; Bengio, Simard and Frasconi
1994).
"""

from __future__ import annotations

import numpy as np

from reference.shapes import Array, edge


@edge(x_t="BI", h_prev="BH", W="HI", U="HH", b="H")
def rnn_step(x_t: Array, h_prev: Array, W: Array, U: Array, b: Array) -> Array:
    """One step of a vanilla RNN: the new hidden state.

    Shapes: ``x_t`` (B, I), ``h_prev`` (B, H), ``W`` (H, I), ``U`` (H, H), ``b`` (H,); returns
    ``h_t`` (B, H). Source: Elman, "Finding structure in time", 1990, with tanh.

    >>> x_t, h_prev = np.array([[1.0, 2.0]]), np.array([[0.5]])
    >>> print(rnn_step(x_t, h_prev, W=np.array([[0.3, -0.1]]), U=np.array([[0.8]]), b=np.array([0.1])).round(4))
    [[0.537]]
    """
    return np.tanh(x_t @ W.T + h_prev @ U.T + b)


@edge(X="TBI", h_0="BH", W="HI", U="HH", b="H")
def rnn_sequence(X: Array, h_0: Array, W: Array, U: Array, b: Array) -> Array:
    """A vanilla RNN over a whole sequence: the hidden state after every step.

    Shapes: ``X`` (T, B, I), ``h_0`` (B, H), weights as in `rnn_step`; returns ``hs`` (T, B, H).

    >>> rnn_sequence(np.ones((5, 2, 3)), np.zeros((2, 4)), np.ones((4, 3)), np.eye(4), np.zeros(4)).shape
    (5, 2, 4)
    """
    hs = []
    h_t = h_0
    for x_t in X:
        h_t = rnn_step(x_t, h_t, W, U, b)
        hs.append(h_t)
    return np.stack(hs)


@edge(hs="TBH", U="HH")
def rnn_memory_gradient(hs: Array, U: Array) -> Array:
    """How the last hidden state depends on the first: the Jacobian of ``h_T`` with respect to
    ``h_0``.

    Every step multiplies by ``diag(1 - h_t**2) U``, since the derivative of tanh is 1 - tanh^2. A
    product of T such factors vanishes or explodes unless they stay close to 1: an RNN has no way to
    keep a memory for long.

    Shapes: ``hs`` (T, B, H), the states h_1 … h_T; ``U`` (H, H); returns (B, H, H), where entry
    ``[b, i, j]`` is ``dh_T[b, i] / dh_0[b, j]``. Source: Pascanu, Mikolov and Bengio, "On the
    difficulty of training recurrent neural networks", 2013, equation 5.

    >>> hs, U = np.full((3, 1, 1), 0.5), np.array([[0.8]])
    >>> print(rnn_memory_gradient(hs, U).round(6))  # (0.75 * 0.8) ** 3
    [[[0.216]]]
    """
    jacobian = np.eye(hs.shape[2], dtype=hs.dtype)
    for h_t in hs:
        jacobian = ((1 - h_t**2)[:, :, np.newaxis] * U) @ jacobian
    return jacobian
