"""The same weights in other libraries' layouts, so that the equations can be fed a trained network.

Everyone stacks the four gates into one array, each in an order of its own:

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
    """One layer of a ``torch.nn.LSTM``, from its ``state_dict()``; ``reverse`` takes its backward
    direction.

    A network made with ``bias=False`` gets biases of 0. Raises ``ValueError`` when there is no such
    layer, or when it has a projection.

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
    """The entries of a ``torch.nn.LSTM``'s state dict for one layer, as arrays; the second bias is
    0.
    """
    suffix = f"l{layer}" + "_reverse" * reverse
    W, U, b = _join(params, PYTORCH)
    names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    return {
        f"{name}_{suffix}": array
        for name, array in zip(names, (W, U, b, np.zeros_like(b)), strict=True)
    }


def from_keras(weights: Sequence[ArrayLike]) -> Params:
    """A ``keras.layers.LSTM``, from its ``get_weights()``: kernel, recurrent kernel and, if it has
    one, bias.
    """
    kernel, recurrent_kernel, *bias = (np.asarray(array) for array in weights)
    no_bias = np.zeros(kernel.shape[1], dtype=kernel.dtype)
    return _split(kernel.T, recurrent_kernel.T, bias[0] if bias else no_bias, KERAS)


def to_keras(params: Params) -> list[Array]:
    """What ``set_weights`` of a ``keras.layers.LSTM`` takes: kernel, recurrent kernel, bias."""
    W, U, b = _join(params, KERAS)
    return [W.T.copy(), U.T.copy(), b]


def from_onnx(W: ArrayLike, R: ArrayLike, B: ArrayLike | None = None, direction: int = 0) -> Params:
    """One direction (0 or 1) of an ONNX LSTM node, from its inputs of the same names."""
    W_d, R_d = np.asarray(W)[direction], np.asarray(R)[direction]
    no_bias = np.zeros(2 * len(W_d), dtype=W_d.dtype)
    bias_w, bias_r = np.split(no_bias if B is None else np.asarray(B)[direction], 2)
    return _split(W_d, R_d, bias_w + bias_r, ONNX)


def to_onnx(*directions: Params) -> tuple[Array, Array, Array]:
    """The inputs ``W``, ``R`` and ``B`` of an ONNX LSTM node, from the params of one or two
    directions.
    """
    joined = [_join(params, ONNX) for params in directions]
    return (
        np.stack([W for W, _, _ in joined]),
        np.stack([U for _, U, _ in joined]),
        np.stack([np.concatenate([b, np.zeros_like(b)]) for _, _, b in joined]),
    )


def _split(W: Array, U: Array, b: Array, order: str) -> Params:
    """From three stacked arrays, gates along their first axis, to twelve of our own."""
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
    W, U, b = (np.concatenate([params[f"{part}_{gate}"] for gate in order]) for part in "WUb")
    return W, U, b
