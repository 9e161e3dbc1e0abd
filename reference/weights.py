"""Weights to and from the layouts of other libraries, so that the equations can run them.

Every library stacks the four layers of a cell into one array, each in its own order:

========= ========= =============================================== ===============================
library   order     weights                                         biases
========= ========= =============================================== ===============================
PyTorch   i f g o   ``weight_ih`` (4H, I), ``weight_hh`` (4H, H)    two of (4H,), which are added
Keras     i f c o   ``kernel`` (I, 4H), ``recurrent`` (H, 4H)       one of (4H,)
ONNX      i o f c   ``W`` (D, 4H, I), ``R`` (D, 4H, H)              ``B`` (D, 8H), two of 4H joined
========= ========= =============================================== ===============================

``c`` is the candidate, our ``g``; D counts directions. Sources: the documentation of
``torch.nn.LSTM`` and of ``keras.layers.LSTM``, and ONNX's LSTM operator.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from reference.shapes import Array, Params

PYTORCH, KERAS, ONNX = "ifgo", "ifgo", "iofg"
"""The order in which each library stacks the gates, in our letters."""


def from_pytorch(
    state_dict: Mapping[str, ArrayLike], layer: int = 0, reverse: bool = False
) -> Params:
    """Read one layer of a ``torch.nn.LSTM`` from its ``state_dict()``.

    Parameters
    ----------
    state_dict : mapping of array_like
        The state dict, with the key names of PyTorch. Its two biases are added; a network made with
        ``bias=False`` gets biases of 0.
    layer : int
        The number of the layer, from 0.
    reverse : bool
        Whether to read the backward direction of a bidirectional network.

    Returns
    -------
    params : dict of arrays
        The twelve arrays that `lstm_step` takes.

    Raises
    ------
    ValueError
        If there is no such layer, if it has a projection, or if the shapes are not those of an
        LSTM.

    References
    ----------
    The documentation of ``torch.nn.LSTM``.

    Examples
    --------
    >>> weights = {"weight_ih_l0": np.zeros((8, 3)), "weight_hh_l0": np.zeros((8, 2))}
    >>> from_pytorch(weights)["W_f"].shape
    (2, 3)
    """
    suffix = f"l{layer}" + "_reverse" * reverse
    if f"weight_ih_{suffix}" not in state_dict or f"weight_hr_{suffix}" in state_dict:
        raise ValueError(
            f"from_pytorch: the state dict holds {', '.join(state_dict)}; a plain layer has "
            f"weight_ih_{suffix} and weight_hh_{suffix}, and no weight_hr_{suffix}. Look at layer, "
            "reverse and proj_size."
        )
    weight_ih = np.asarray(state_dict[f"weight_ih_{suffix}"])
    weight_hh = np.asarray(state_dict[f"weight_hh_{suffix}"])
    no_bias = np.zeros(len(weight_ih), dtype=weight_ih.dtype)
    bias_ih = np.asarray(state_dict.get(f"bias_ih_{suffix}", no_bias))
    bias_hh = np.asarray(state_dict.get(f"bias_hh_{suffix}", no_bias))
    return _split(weight_ih, weight_hh, bias_ih + bias_hh, PYTORCH)


def to_pytorch(params: Params, layer: int = 0, reverse: bool = False) -> dict[str, Array]:
    """Make the entries of a ``torch.nn.LSTM``'s state dict for one layer.

    Parameters
    ----------
    params : dict of arrays
        The weights of the layer, as in `lstm_step`.
    layer : int
        The number of the layer, from 0.
    reverse : bool
        Whether the entries are for the backward direction of a bidirectional network.

    Returns
    -------
    entries : dict of arrays
        ``weight_ih`` (4H, I), ``weight_hh`` (4H, H), ``bias_ih`` (4H,) and ``bias_hh`` (4H,), each
        with the suffix of the layer. The second bias is 0.

    References
    ----------
    The documentation of ``torch.nn.LSTM``.

    Examples
    --------
    >>> from reference.memory import init_lstm
    >>> entries = to_pytorch(init_lstm(3, 4, np.random.default_rng(0)), layer=1)
    >>> {name: array.shape for name, array in entries.items() if name.startswith("weight")}
    {'weight_ih_l1': (16, 3), 'weight_hh_l1': (16, 4)}
    """
    suffix = f"l{layer}" + "_reverse" * reverse
    W, U, b = _join(params, PYTORCH)
    names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    return {
        f"{name}_{suffix}": array
        for name, array in zip(names, (W, U, b, np.zeros_like(b)), strict=True)
    }


def from_keras(weights: Sequence[ArrayLike]) -> Params:
    """Read a ``keras.layers.LSTM`` from its ``get_weights()``.

    Parameters
    ----------
    weights : sequence of array_like
        The kernel (I, 4H), the recurrent kernel (H, 4H) and, if the layer has one, the bias (4H,).

    Returns
    -------
    params : dict of arrays
        The twelve arrays that `lstm_step` takes.

    Raises
    ------
    ValueError
        If the shapes are not those of an LSTM.

    References
    ----------
    The documentation of ``keras.layers.LSTM``.

    Examples
    --------
    >>> from_keras([np.zeros((3, 8)), np.zeros((2, 8)), np.zeros(8)])["W_f"].shape
    (2, 3)
    """
    kernel, recurrent_kernel, *bias = (np.asarray(array) for array in weights)
    no_bias = np.zeros(kernel.shape[1], dtype=kernel.dtype)
    return _split(kernel.T, recurrent_kernel.T, bias[0] if bias else no_bias, KERAS)


def to_keras(params: Params) -> list[Array]:
    """Make what ``set_weights`` of a ``keras.layers.LSTM`` takes.

    Parameters
    ----------
    params : dict of arrays
        The weights of the layer, as in `lstm_step`.

    Returns
    -------
    weights : list of arrays
        The kernel (I, 4H), the recurrent kernel (H, 4H) and the bias (4H,).

    References
    ----------
    The documentation of ``keras.layers.LSTM``.

    Examples
    --------
    >>> from reference.memory import init_lstm
    >>> [array.shape for array in to_keras(init_lstm(3, 4, np.random.default_rng(0)))]
    [(3, 16), (4, 16), (16,)]
    """
    W, U, b = _join(params, KERAS)
    return [W.T.copy(), U.T.copy(), b]


def from_onnx(W: ArrayLike, R: ArrayLike, B: ArrayLike | None = None, direction: int = 0) -> Params:
    """Read one direction of an ONNX LSTM node from its inputs of the same names.

    Parameters
    ----------
    W : array_like, shape (D, 4H, I)
        Input weights; D is the number of directions.
    R : array_like, shape (D, 4H, H)
        Recurrent weights.
    B : array_like, shape (D, 8H), or None
        The two biases of each direction, joined. They are added; None stands for biases of 0.
    direction : int
        Which direction to read, 0 or 1.

    Returns
    -------
    params : dict of arrays
        The twelve arrays that `lstm_step` takes.

    Raises
    ------
    ValueError
        If the shapes are not those of an LSTM.

    References
    ----------
    The LSTM operator of the ONNX specification.

    Examples
    --------
    >>> from_onnx(np.zeros((1, 8, 3)), np.zeros((1, 8, 2)))["W_f"].shape
    (2, 3)
    """
    W_d, R_d = np.asarray(W)[direction], np.asarray(R)[direction]
    no_bias = np.zeros(2 * len(W_d), dtype=W_d.dtype)
    bias_w, bias_r = np.split(no_bias if B is None else np.asarray(B)[direction], 2)
    return _split(W_d, R_d, bias_w + bias_r, ONNX)


def to_onnx(*directions: Params) -> tuple[Array, Array, Array]:
    """Make the inputs ``W``, ``R`` and ``B`` of an ONNX LSTM node.

    Parameters
    ----------
    *directions : dict of arrays
        The weights of one direction or of two, as in `lstm_step`; D is their number.

    Returns
    -------
    W : array, shape (D, 4H, I)
        Input weights.
    R : array, shape (D, 4H, H)
        Recurrent weights.
    B : array, shape (D, 8H)
        The two biases of each direction, joined. The second is 0.

    References
    ----------
    The LSTM operator of the ONNX specification.

    Examples
    --------
    >>> from reference.memory import init_lstm
    >>> [array.shape for array in to_onnx(init_lstm(3, 4, np.random.default_rng(0)))]
    [(1, 16, 3), (1, 16, 4), (1, 32)]
    """
    joined = [_join(params, ONNX) for params in directions]
    return (
        np.stack([W for W, _, _ in joined]),
        np.stack([U for _, U, _ in joined]),
        np.stack([np.concatenate([b, np.zeros_like(b)]) for _, _, b in joined]),
    )


def _split(W: Array, U: Array, b: Array, order: str) -> Params:
    """Turn three stacked arrays, with the gates along their first axis, into our twelve."""
    if not len(W) == len(U) == len(b) == 4 * U.shape[1]:
        raise ValueError(
            f"The stacked weights have shapes {W.shape}, {U.shape} and {b.shape}; they should be"
            " (4H, I), (4H, H) and (4H,), with H = hidden units and I = inputs. Look for a"
            " transposed array or another kind of layer."
        )
    split = {"W": np.split(W, 4), "U": np.split(U, 4), "b": np.split(b, 4)}
    return {
        f"{part}_{gate}": blocks[order.index(gate)].copy()
        for gate in "figo"
        for part, blocks in split.items()
    }


def _join(params: Params, order: str) -> tuple[Array, Array, Array]:
    """Turn our twelve arrays into three, with the gates stacked along the first axis."""
    W, U, b = (np.concatenate([params[f"{part}_{gate}"] for gate in order]) for part in "WUb")
    return W, U, b
