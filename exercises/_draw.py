"""What the cases of many exercises are drawn from: states, weights, and inputs made awkward on
purpose.

States and biases are never zero and the gates never share weights, since zeros, squares and shared
weights hide most mistakes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

GATES = ("f", "i", "g", "o")


def gate_weights(rng: np.random.Generator, gate: str, I: int, H: int) -> dict[str, np.ndarray]:
    """One layer's ``W (H, I)``, ``U (H, H)`` and ``b (H,)``, named after its gate."""
    return {
        f"W_{gate}": rng.normal(scale=0.7, size=(H, I)),
        f"U_{gate}": rng.normal(scale=0.7, size=(H, H)),
        f"b_{gate}": rng.normal(scale=0.8, size=H),
    }


def cell_params(rng: np.random.Generator, I: int, H: int) -> dict[str, np.ndarray]:
    """The twelve arrays of an LSTM cell, all different."""
    return {name: array for gate in GATES for name, array in gate_weights(rng, gate, I, H).items()}


def rnn_weights(rng: np.random.Generator, I: int, H: int) -> dict[str, np.ndarray]:
    """The ``W (H, I)``, ``U (H, H)`` and ``b (H,)`` of a plain recurrent network."""
    return {
        "W": rng.normal(scale=0.7, size=(H, I)),
        "U": rng.normal(scale=0.7, size=(H, H)),
        "b": rng.normal(scale=0.8, size=H),
    }


def gate_inputs(rng: np.random.Generator, gate: str, B: int, I: int, H: int) -> dict[str, Any]:
    """``x_t (B, I)``, ``h_prev (B, H)`` and the gate's own weights."""
    states = {"x_t": rng.normal(size=(B, I)), "h_prev": rng.uniform(-0.9, 0.9, size=(B, H))}
    return states | gate_weights(rng, gate, I, H)


def sequence_inputs(rng: np.random.Generator, T: int, B: int, I: int, H: int) -> dict[str, Any]:
    """``X (T, B, I)``, initial states ``h_0`` and ``c_0`` that are not zero, and ``params``."""
    return {
        "X": rng.normal(size=(T, B, I)),
        "h_0": rng.uniform(-0.9, 0.9, size=(B, H)),
        "c_0": rng.normal(scale=1.2, size=(B, H)),
        "params": cell_params(rng, I, H),
    }


def saturated(
    inputs: Mapping[str, Any], low: float = 1e3, high: float = 6e3, only: str = "b"
) -> dict[str, Any]:
    """The same inputs with every bias pushed to thousands, up and down in turn, so that
    exponentials overflow.

    ``only="b_g"`` pushes the candidate's alone, which tells an overflow there from one in a gate.

    The bias does it, not the weights: the sum stays far from zero, where single precision would be
    too coarse.
    """
    return {
        name: (
            _push(value, low, high)
            if name.startswith(only)
            else saturated(value, low, high, only)
            if isinstance(value, dict)
            else value
        )
        for name, value in inputs.items()
    }


def _push(bias: np.ndarray, low: float, high: float) -> np.ndarray:
    size = np.linspace(low, high, bias.size).reshape(bias.shape)
    # Which unit goes up first follows the drawn bias, so that the gates of one cell do not all
    # agree.
    return np.where((np.arange(bias.size) + (bias.flat[0] > 0)) % 2 == 0, size, -size).astype(
        bias.dtype
    )


def _each_array(value: Any, change: Callable[[np.ndarray], np.ndarray]) -> Any:
    if isinstance(value, np.ndarray):
        return change(value)
    if isinstance(value, dict):
        return {name: _each_array(item, change) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_each_array(item, change) for item in value)
    return value


def read_only(inputs: dict[str, Any]) -> dict[str, Any]:
    """The same inputs, with every array closed to writing: writing in place raises
    ``ValueError``.
    """

    def close(array: np.ndarray) -> np.ndarray:
        array = array.copy(order="K")
        array.flags.writeable = False
        return array

    closed: dict[str, Any] = _each_array(inputs, close)
    return closed


def fortran(inputs: dict[str, Any]) -> dict[str, Any]:
    """The same numbers in column-major memory, as a transpose or another library would hand them
    over.
    """
    turned: dict[str, Any] = _each_array(inputs, np.asfortranarray)
    return turned


def single(inputs: dict[str, Any]) -> dict[str, Any]:
    """The same inputs as ``float32``."""
    narrow: dict[str, Any] = _each_array(inputs, lambda array: array.astype(np.float32))
    return narrow
