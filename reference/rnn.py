"""The plain recurrent network, and a measurement of how fast it forgets."""

from __future__ import annotations

import numpy as np

from reference.shapes import Array, check_shapes


@check_shapes(x_t="BI", h_prev="BH", W="HI", U="HH", b="H")
def rnn_step(x_t: Array, h_prev: Array, W: Array, U: Array, b: Array) -> Array:
    """Take one step of a plain recurrent network.

    h_t = tanh(x_t W^T + h_{t-1} U^T + b)

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this step.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    W : array, shape (H, I)
        Input weights.
    U : array, shape (H, H)
        Recurrent weights.
    b : array, shape (H,)
        Bias.

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
    Elman, "Finding structure in time", 1990, with tanh as the activation.

    Examples
    --------
    >>> x_t, h_prev = np.array([[1.0, 2.0]]), np.array([[0.5]])
    >>> W, U, b = np.array([[0.3, -0.1]]), np.array([[0.8]]), np.array([0.1])
    >>> print(rnn_step(x_t, h_prev, W, U, b).round(4))
    [[0.537]]
    """
    return np.tanh(x_t @ W.T + h_prev @ U.T + b)


@check_shapes(X="TBI", h_0="BH", W="HI", U="HH", b="H")
def rnn_sequence(X: Array, h_0: Array, W: Array, U: Array, b: Array) -> Array:
    """Run a plain recurrent network over a whole sequence.

    h_t = tanh(x_t W^T + h_{t-1} U^T + b) for t = 1, …, T, with the same weights at every step

    Parameters
    ----------
    X : array, shape (T, B, I)
        The inputs, time first.
    h_0 : array, shape (B, H)
        The hidden state before the first step.
    W : array, shape (H, I)
        Input weights.
    U : array, shape (H, H)
        Recurrent weights.
    b : array, shape (H,)
        Bias.

    Returns
    -------
    hs : array, shape (T, B, H)
        The hidden state after every step.

    Raises
    ------
    ValueError
        If the shapes do not fit together.

    References
    ----------
    Elman, "Finding structure in time", 1990, with tanh as the activation.

    Examples
    --------
    >>> X, h_0 = np.ones((5, 2, 3)), np.zeros((2, 4))
    >>> rnn_sequence(X, h_0, W=np.ones((4, 3)), U=np.eye(4), b=np.zeros(4)).shape
    (5, 2, 4)
    """
    hs = []
    h_t = h_0
    for x_t in X:
        h_t = rnn_step(x_t, h_t, W, U, b)
        hs.append(h_t)
    return np.stack(hs)


@check_shapes(hs="TBH", U="HH")
def rnn_memory_gradient(hs: Array, U: Array) -> Array:
    """Measure how the last hidden state depends on the initial one: the Jacobian dh_T / dh_0.

    dh_T / dh_0 = diag(1 - h_T^2) U · … · diag(1 - h_1^2) U

    Each step multiplies by diag(1 - h_t^2) U, because the derivative of tanh is 1 - tanh^2. The
    product of T such factors vanishes or explodes unless they stay close to 1. A plain network has
    no means to keep them there, so it cannot hold a memory for long.

    Parameters
    ----------
    hs : array, shape (T, B, H)
        The hidden states h_1, …, h_T, as `rnn_sequence` returns them.
    U : array, shape (H, H)
        Recurrent weights.

    Returns
    -------
    jacobian : array, shape (B, H, H)
        Entry ``[b, i, j]`` is the derivative of ``h_T[b, i]`` with respect to ``h_0[b, j]``.

    Raises
    ------
    ValueError
        If the shapes do not fit together.

    References
    ----------
    Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013,
    equation 5; Bengio, Simard and Frasconi, "Learning long-term dependencies with gradient descent
    is difficult", 1994.

    Examples
    --------
    The product of three factors 0.75 * 0.8:

    >>> hs, U = np.full((3, 1, 1), 0.5), np.array([[0.8]])
    >>> print(rnn_memory_gradient(hs, U).round(6))
    [[[0.216]]]
    """
    jacobian = np.eye(hs.shape[2], dtype=hs.dtype)
    for h_t in hs:
        jacobian = ((1 - h_t**2)[:, :, np.newaxis] * U) @ jacobian
    return jacobian
