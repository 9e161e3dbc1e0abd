"""Backpropagation through an LSTM: the chain rule, one equation a line, then back through time.

``dx`` stands for the derivative of the loss with respect to ``x`` and has the shape of ``x``. A
pre-activation, ``z``, is what goes into the sigmoid or the tanh of a layer.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from reference.cell import cell_state, lstm_step
from reference.gates import candidate, forget_gate, input_gate, output_gate
from reference.shapes import CELL, Array, Params, check_shapes


@check_shapes(dh_t="BH", dc_t="BH", x_t="BI", h_prev="BH", c_prev="BH", params=CELL)
def lstm_step_backward(
    dh_t: Array, dc_t: Array, x_t: Array, h_prev: Array, c_prev: Array, params: Params
) -> tuple[Array, Array, Array, Params]:
    """Compute the gradients of one LSTM step from those of its two results.

    The forward step is computed again here. Then the chain rule goes through its equations from
    last to first; each line below is one of them.

    Parameters
    ----------
    dh_t : array, shape (B, H)
        The gradient with respect to ``h_t``.
    dc_t : array, shape (B, H)
        The gradient with respect to ``c_t`` from the next step alone, without the path through
        ``h_t``.
    x_t : array, shape (B, I)
        The input of the step.
    h_prev : array, shape (B, H)
        The hidden state from which the step started.
    c_prev : array, shape (B, H)
        The cell state from which the step started.
    params : dict of arrays
        The weights, as in `lstm_step`.

    Returns
    -------
    dx_t : array, shape (B, I)
        The gradient with respect to the input.
    dh_prev : array, shape (B, H)
        The gradient with respect to the previous hidden state.
    dc_prev : array, shape (B, H)
        The gradient with respect to the previous cell state.
    grads : dict of arrays
        The gradients with respect to the weights, with the keys and shapes of `params`, summed over
        the batch.

    Raises
    ------
    ValueError
        If `params` lacks an array, or if the shapes do not fit together.

    References
    ----------
    The chain rule on the equations of `lstm_step`. Graves and Schmidhuber, "Framewise phoneme
    classification with bidirectional LSTM and other neural network architectures", 2005, train with
    this full gradient.

    Examples
    --------
    >>> from reference.memory import init_lstm
    >>> params = init_lstm(3, 4, np.random.default_rng(0))
    >>> x_t, state = np.ones((2, 3)), np.ones((2, 4))
    >>> dh_t, dc_t = np.ones((2, 4)), np.ones((2, 4))
    >>> dx_t, dh_prev, dc_prev, grads = lstm_step_backward(dh_t, dc_t, x_t, state, state, params)
    >>> dx_t.shape, dc_prev.shape, grads["W_f"].shape
    ((2, 3), (2, 4), (4, 3))
    """
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    tanh_c = np.tanh(cell_state(c_prev, f_t, i_t, g_t))

    # h_t = o_t * tanh(c_t): the memory receives a gradient from the next step and one through h_t
    do_t = dh_t * tanh_c
    dc_t = dc_t + dh_t * o_t * (1 - tanh_c**2)

    # c_t = f_t * c_prev + i_t * g_t
    df_t = dc_t * c_prev
    di_t = dc_t * g_t
    dg_t = dc_t * i_t
    dc_prev = dc_t * f_t

    # sigmoid' = sigmoid (1 - sigmoid) and tanh' = 1 - tanh^2
    dz = {
        "f": df_t * f_t * (1 - f_t),
        "i": di_t * i_t * (1 - i_t),
        "g": dg_t * (1 - g_t**2),
        "o": do_t * o_t * (1 - o_t),
    }

    # z = x_t @ W.T + h_prev @ U.T + b for each layer: x_t and h_prev are used four times
    dx_t: Array = np.sum([dz[k] @ params[f"W_{k}"] for k in "figo"], axis=0)
    dh_prev: Array = np.sum([dz[k] @ params[f"U_{k}"] for k in "figo"], axis=0)
    grads = {}
    for k in "figo":
        grads[f"W_{k}"] = dz[k].T @ x_t
        grads[f"U_{k}"] = dz[k].T @ h_prev
        grads[f"b_{k}"] = dz[k].sum(axis=0)
    return dx_t, dh_prev, dc_prev, grads


@check_shapes(dhs="TBH", X="TBI", h_0="BH", c_0="BH", params=CELL)
def lstm_sequence_backward(
    dhs: Array, X: Array, h_0: Array, c_0: Array, params: Params
) -> tuple[Array, Array, Array, Params]:
    """Compute the gradients of an LSTM layer over a sequence from those of its hidden states.

    dh_t = dhs_t + (dh_prev of step t+1) and dc_t = (dc_prev of step t+1); the gradients of the
    weights are summed over the steps. The forward pass is computed again here.

    Parameters
    ----------
    dhs : array, shape (T, B, H)
        The gradient with respect to each hidden state, without the paths through later steps. The
        loss does not use ``c_T``.
    X : array, shape (T, B, I)
        The inputs, time first.
    h_0 : array, shape (B, H)
        The hidden state before the first step.
    c_0 : array, shape (B, H)
        The cell state before the first step.
    params : dict of arrays
        The weights, as in `lstm_step`.

    Returns
    -------
    dX : array, shape (T, B, I)
        The gradient with respect to the inputs.
    dh_0 : array, shape (B, H)
        The gradient with respect to the first hidden state.
    dc_0 : array, shape (B, H)
        The gradient with respect to the first cell state.
    grads : dict of arrays
        The gradients with respect to the weights, with the keys and shapes of `params`, summed over
        steps and batch.

    Raises
    ------
    ValueError
        If `params` lacks an array, or if the shapes do not fit together.

    References
    ----------
    Werbos, "Backpropagation through time: what it does and how to do it", 1990.

    Examples
    --------
    >>> from reference.memory import init_lstm
    >>> params, zeros = init_lstm(3, 4, np.random.default_rng(0)), np.zeros((2, 4))
    >>> dhs, X = np.ones((5, 2, 4)), np.ones((5, 2, 3))
    >>> dX, dh_0, dc_0, grads = lstm_sequence_backward(dhs, X, zeros, zeros, params)
    >>> dX.shape, dh_0.shape, grads["U_o"].shape
    ((5, 2, 3), (2, 4), (4, 4))
    """
    hs, cs = [h_0], [c_0]
    for x_t in X[:-1]:
        h_t, c_t = lstm_step(x_t, hs[-1], cs[-1], params)
        hs.append(h_t)
        cs.append(c_t)

    dxs = []
    dh_t, dc_t = np.zeros_like(dhs[0]), np.zeros_like(dhs[0])
    grads = {name: np.zeros_like(array) for name, array in params.items()}
    for t in reversed(range(len(X))):
        dh_t = dhs[t] + dh_t
        dx_t, dh_t, dc_t, step_grads = lstm_step_backward(dh_t, dc_t, X[t], hs[t], cs[t], params)
        dxs.append(dx_t)
        for name, grad in step_grads.items():
            grads[name] += grad
    return np.stack(dxs[::-1]), dh_t, dc_t, grads


def clip_gradients(grads: Mapping[str, Array], max_norm: float) -> Params:
    """Scale all gradients down together so that their global norm is at most `max_norm`.

    g * min(1, max_norm / n), where n is the norm of all arrays together as one long vector. The
    direction of this vector stays the same.

    Parameters
    ----------
    grads : dict of arrays
        Gradients of any names and shapes.
    max_norm : float
        The largest norm allowed, above 0.

    Returns
    -------
    clipped : dict of arrays
        New arrays with the same keys and shapes, unchanged where the norm is at most `max_norm`.

    Raises
    ------
    ValueError
        If `max_norm` is not positive.

    References
    ----------
    Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013,
    algorithm 1.

    Examples
    --------
    >>> clip_gradients({"W": np.array([3.0]), "b": np.array([4.0])}, max_norm=1.0)
    {'W': array([0.6]), 'b': array([0.8])}
    """
    if not max_norm > 0:
        raise ValueError(f"clip_gradients: max_norm is {max_norm}; it must be positive. Try 1.0.")
    norm = np.sqrt(sum(np.sum(np.square(grad, dtype=np.float64)) for grad in grads.values()))
    scale = float(max_norm / norm) if norm > max_norm else 1.0
    return {name: grad * scale for name, grad in grads.items()}
