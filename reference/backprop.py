"""Backpropagation through an LSTM: the chain rule, one equation a line, then back through time.

``dx`` stands for the derivative of the loss with respect to ``x`` and has the shape of ``x``;
``z_f`` is what goes into the sigmoid of the forget gate, and so on. Source: the chain rule on the
equations of `reference.cell`; through time: Werbos, "Backpropagation through time: what it does and
how to do it", 1990.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from reference.cell import cell_state, lstm_step
from reference.gates import candidate, forget_gate, input_gate, output_gate
from reference.shapes import CELL, Array, Params, edge


@edge(dh_t="BH", dc_t="BH", x_t="BI", h_prev="BH", c_prev="BH", params=CELL)
def lstm_step_backward(
    dh_t: Array, dc_t: Array, x_t: Array, h_prev: Array, c_prev: Array, params: Params
) -> tuple[Array, Array, Array, Params]:
    """The gradients of one LSTM step, from those of its two results.

    Shapes: ``dh_t`` and ``dc_t`` (B, H) are the gradients of the loss with respect to ``h_t`` and
    ``c_t``, where ``dc_t`` leaves out the way through ``h_t``; the rest as in `lstm_step`, which is
    computed again here. Returns ``dx_t`` (B, I), ``dh_prev`` (B, H), ``dc_prev`` (B, H) and
    ``grads``, with the keys and shapes of ``params``, summed over the batch.

    >>> from reference.memory import init_lstm
    >>> params, ones = init_lstm(3, 4, np.random.default_rng(0)), np.ones((2, 4))
    >>> dx_t, dh_prev, dc_prev, grads = lstm_step_backward(ones, ones, np.ones((2, 3)), ones, ones, params)
    >>> dx_t.shape, dc_prev.shape, grads["W_f"].shape
    ((2, 3), (2, 4), (4, 3))
    """
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    tanh_c = np.tanh(cell_state(c_prev, f_t, i_t, g_t))

    # h_t = o_t * tanh(c_t): the memory gets gradient from its own later steps and through h_t
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

    # z = x_t @ W.T + h_prev @ U.T + b, for every gate
    dx_t = (
        dz["f"] @ params["W_f"]
        + dz["i"] @ params["W_i"]
        + dz["g"] @ params["W_g"]
        + dz["o"] @ params["W_o"]
    )
    dh_prev = (
        dz["f"] @ params["U_f"]
        + dz["i"] @ params["U_i"]
        + dz["g"] @ params["U_g"]
        + dz["o"] @ params["U_o"]
    )
    grads = {}
    for gate, dz_t in dz.items():
        grads[f"W_{gate}"] = dz_t.T @ x_t
        grads[f"U_{gate}"] = dz_t.T @ h_prev
        grads[f"b_{gate}"] = dz_t.sum(axis=0)
    return dx_t, dh_prev, dc_prev, grads


@edge(dhs="TBH", X="TBI", h_0="BH", c_0="BH", params=CELL)
def lstm_sequence_backward(
    dhs: Array, X: Array, h_0: Array, c_0: Array, params: Params
) -> tuple[Array, Array, Array, Params]:
    """The gradients of an LSTM layer over a sequence, from those of every hidden state.

    Shapes: ``dhs`` (T, B, H) is the gradient of the loss with respect to ``hs``, each without the
    way through later steps; the loss does not look at ``c_T``. The rest as in `lstm_sequence`,
    which is computed again here. Returns ``dX`` (T, B, I), ``dh_0`` and ``dc_0`` (B, H), and
    ``grads`` like ``params``, summed over steps and batch.

    >>> from reference.memory import init_lstm
    >>> params, zeros = init_lstm(3, 4, np.random.default_rng(0)), np.zeros((2, 4))
    >>> dX, dh_0, dc_0, grads = lstm_sequence_backward(np.ones((5, 2, 4)), np.ones((5, 2, 3)), zeros, zeros, params)
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
        dx_t, dh_t, dc_t, step_grads = lstm_step_backward(
            dhs[t] + dh_t, dc_t, X[t], hs[t], cs[t], params
        )
        dxs.append(dx_t)
        for name, grad in step_grads.items():
            grads[name] += grad
    return np.stack(dxs[::-1]), dh_t, dc_t, grads


def clip_gradients(grads: Mapping[str, Array], max_norm: float) -> Params:
    """Scale all gradients down together so that their global norm is at most ``max_norm``.

    The global norm is that of all arrays as one long vector; the direction stays. ``grads`` holds
    arrays of any shape; returns new ones, unchanged when the norm is within bounds. Raises
    ``ValueError`` unless ``max_norm`` is positive. Source: Pascanu, Mikolov and Bengio 2013,
    algorithm 1.

    >>> clip_gradients({"W": np.array([3.0]), "b": np.array([4.0])}, max_norm=1.0)
    {'W': array([0.6]), 'b': array([0.8])}
    """
    if not max_norm > 0:
        raise ValueError(
            f"clip_gradients: max_norm is {max_norm}; a norm to scale down to must be positive. Try"
            " 1.0."
        )
    norm = np.sqrt(sum(np.sum(np.square(grad, dtype=np.float64)) for grad in grads.values()))
    scale = float(max_norm / norm) if norm > max_norm else 1.0
    return {name: grad * scale for name, grad in grads.items()}
