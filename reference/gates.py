"""The four layers of an LSTM cell: what to keep, what to write, how much of it, and what to show.

All four read the same input and the same previous hidden state. Each has its own weights and bias.
"""

from __future__ import annotations

import numpy as np

from reference.activations import sigmoid
from reference.shapes import Array, check_shapes


@check_shapes(x_t="BI", h_prev="BH", W_f="HI", U_f="HH", b_f="H")
def forget_gate(x_t: Array, h_prev: Array, W_f: Array, U_f: Array, b_f: Array) -> Array:
    """Decide how much of the old memory to keep.

    f_t = sigmoid(x_t W_f^T + h_{t-1} U_f^T + b_f)

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this step.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    W_f : array, shape (H, I)
        Input weights.
    U_f : array, shape (H, H)
        Recurrent weights.
    b_f : array, shape (H,)
        Bias.

    Returns
    -------
    f_t : array, shape (B, H)
        The share of each memory component that is kept: 0 keeps nothing, 1 keeps all of it.

    Raises
    ------
    ValueError
        If the shapes do not fit together.

    References
    ----------
    Gers, Schmidhuber and Cummins, "Learning to forget: continual prediction with LSTM", 2000.

    Examples
    --------
    >>> x_t, h_prev = np.array([[1.0, 2.0]]), np.array([[0.5]])
    >>> W_f, U_f, b_f = np.array([[0.3, -0.1]]), np.array([[0.8]]), np.array([0.1])
    >>> print(forget_gate(x_t, h_prev, W_f, U_f, b_f).round(4))
    [[0.6457]]
    """
    return sigmoid(x_t @ W_f.T + h_prev @ U_f.T + b_f)


@check_shapes(x_t="BI", h_prev="BH", W_i="HI", U_i="HH", b_i="H")
def input_gate(x_t: Array, h_prev: Array, W_i: Array, U_i: Array, b_i: Array) -> Array:
    """Decide how much of the candidate to write into the memory.

    i_t = sigmoid(x_t W_i^T + h_{t-1} U_i^T + b_i)

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this step.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    W_i : array, shape (H, I)
        Input weights.
    U_i : array, shape (H, H)
        Recurrent weights.
    b_i : array, shape (H,)
        Bias.

    Returns
    -------
    i_t : array, shape (B, H)
        The share of each candidate component that is written: 0 writes nothing, 1 writes all of it.

    Raises
    ------
    ValueError
        If the shapes do not fit together.

    References
    ----------
    Hochreiter and Schmidhuber, "Long short-term memory", 1997.

    Examples
    --------
    >>> x_t, h_prev = np.array([[1.0, 2.0]]), np.array([[0.5]])
    >>> W_i, U_i, b_i = np.array([[0.3, -0.1]]), np.array([[0.8]]), np.array([-0.5])
    >>> print(input_gate(x_t, h_prev, W_i, U_i, b_i).round(4))
    [[0.5]]
    """
    return sigmoid(x_t @ W_i.T + h_prev @ U_i.T + b_i)


@check_shapes(x_t="BI", h_prev="BH", W_g="HI", U_g="HH", b_g="H")
def candidate(x_t: Array, h_prev: Array, W_g: Array, U_g: Array, b_g: Array) -> Array:
    """Propose what to write into the memory.

    g_t = tanh(x_t W_g^T + h_{t-1} U_g^T + b_g)

    The candidate is content, not a gate. Content may be negative, so it has a tanh.

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this step.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    W_g : array, shape (H, I)
        Input weights.
    U_g : array, shape (H, H)
        Recurrent weights.
    b_g : array, shape (H,)
        Bias.

    Returns
    -------
    g_t : array, shape (B, H)
        New content, between -1 and 1.

    Raises
    ------
    ValueError
        If the shapes do not fit together.

    References
    ----------
    Hochreiter and Schmidhuber, "Long short-term memory", 1997.

    Examples
    --------
    >>> x_t, h_prev = np.array([[1.0, 2.0]]), np.array([[0.5]])
    >>> W_g, U_g, b_g = np.array([[0.3, -0.1]]), np.array([[0.8]]), np.array([0.1])
    >>> print(candidate(x_t, h_prev, W_g, U_g, b_g).round(4))
    [[0.537]]
    """
    return np.tanh(x_t @ W_g.T + h_prev @ U_g.T + b_g)


@check_shapes(x_t="BI", h_prev="BH", W_o="HI", U_o="HH", b_o="H")
def output_gate(x_t: Array, h_prev: Array, W_o: Array, U_o: Array, b_o: Array) -> Array:
    """Decide how much of the memory to show.

    o_t = sigmoid(x_t W_o^T + h_{t-1} U_o^T + b_o)

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this step.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    W_o : array, shape (H, I)
        Input weights.
    U_o : array, shape (H, H)
        Recurrent weights.
    b_o : array, shape (H,)
        Bias.

    Returns
    -------
    o_t : array, shape (B, H)
        The share of each memory component that is shown: 0 shows nothing, 1 shows all of it.

    Raises
    ------
    ValueError
        If the shapes do not fit together.

    References
    ----------
    Hochreiter and Schmidhuber, "Long short-term memory", 1997.

    Examples
    --------
    >>> x_t, h_prev = np.array([[1.0, 2.0]]), np.array([[0.5]])
    >>> W_o, U_o, b_o = np.array([[0.3, -0.1]]), np.array([[0.8]]), np.array([2.0])
    >>> print(output_gate(x_t, h_prev, W_o, U_o, b_o).round(4))
    [[0.9241]]
    """
    return sigmoid(x_t @ W_o.T + h_prev @ U_o.T + b_o)
