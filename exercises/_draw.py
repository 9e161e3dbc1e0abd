"""Random inputs for the cases of many exercises, and ways to make inputs awkward on purpose.

States and biases are never zero, and no two gates share weights. Zeros, square matrices and shared
weights would hide most mistakes.

Each function takes the random generator of the case, then the sizes: ``T`` time steps, ``B``
examples, ``I`` inputs, ``H`` hidden units. It returns arguments by parameter name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

GATES = ("f", "i", "g", "o")


def gate_weights(rng: np.random.Generator, gate: str, I: int, H: int) -> dict[str, np.ndarray]:
    """Draw ``W`` (H, I), ``U`` (H, H) and ``b`` (H,) of one gate, named after the gate."""
    return {
        f"W_{gate}": rng.normal(scale=0.7, size=(H, I)),
        f"U_{gate}": rng.normal(scale=0.7, size=(H, H)),
        f"b_{gate}": rng.normal(scale=0.8, size=H),
    }


def cell_params(rng: np.random.Generator, I: int, H: int) -> dict[str, np.ndarray]:
    """Draw the twelve arrays of an LSTM cell, all different."""
    return {name: array for gate in GATES for name, array in gate_weights(rng, gate, I, H).items()}


def rnn_weights(rng: np.random.Generator, I: int, H: int) -> dict[str, np.ndarray]:
    """Draw ``W`` (H, I), ``U`` (H, H) and ``b`` (H,) of a plain recurrent network."""
    return {
        "W": rng.normal(scale=0.7, size=(H, I)),
        "U": rng.normal(scale=0.7, size=(H, H)),
        "b": rng.normal(scale=0.8, size=H),
    }


def gate_inputs(rng: np.random.Generator, gate: str, B: int, I: int, H: int) -> dict[str, Any]:
    """Draw ``x_t`` (B, I), ``h_prev`` (B, H) and the weights of one gate."""
    states = {"x_t": rng.normal(size=(B, I)), "h_prev": rng.uniform(-0.9, 0.9, size=(B, H))}
    return states | gate_weights(rng, gate, I, H)


def sequence_inputs(rng: np.random.Generator, T: int, B: int, I: int, H: int) -> dict[str, Any]:
    """Draw ``X`` (T, B, I), initial states ``h_0`` and ``c_0`` (B, H), and ``params``."""
    return {
        "X": rng.normal(size=(T, B, I)),
        "h_0": rng.uniform(-0.9, 0.9, size=(B, H)),
        "c_0": rng.normal(scale=1.2, size=(B, H)),
        "params": cell_params(rng, I, H),
    }


def saturated(
    inputs: Mapping[str, Any], low: float = 1e3, high: float = 6e3, only: str = "b"
) -> dict[str, Any]:
    """Return the same inputs with biases in the thousands, where a careless exponential overflows.

    Large biases keep every sum far from zero. Large weights would not: some sums would cancel, and
    single precision would be too coarse for them.

    Parameters
    ----------
    inputs : mapping
        The arguments of a case. Dicts inside it are changed as well.
    low, high : float
        The range of the new biases, without their signs. The signs alternate.
    only : str
        Which arrays are changed: those whose names begin with this. ``"b_g"`` changes the bias of
        the candidate alone, which tells an overflow there from one in a gate.

    Returns
    -------
    inputs : dict
        A new dict. Arrays that are not changed are the same objects.
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
    """Replace a bias by numbers from `low` to `high` with alternating signs."""
    size = np.linspace(low, high, bias.size).reshape(bias.shape)
    # The sign of the first unit depends on the drawn bias, so that the gates of one cell differ.
    return np.where((np.arange(bias.size) + (bias.flat[0] > 0)) % 2 == 0, size, -size).astype(
        bias.dtype
    )


def _map_arrays(value: Any, change: Callable[[np.ndarray], np.ndarray]) -> Any:
    """Return the same nested value with every array changed."""
    if isinstance(value, np.ndarray):
        return change(value)
    if isinstance(value, dict):
        return {name: _map_arrays(item, change) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_map_arrays(item, change) for item in value)
    return value


def read_only(inputs: dict[str, Any]) -> dict[str, Any]:
    """Return copies of the inputs that are read-only: to write in place raises ``ValueError``."""

    def close(array: np.ndarray) -> np.ndarray:
        array = array.copy(order="K")
        array.flags.writeable = False
        return array

    closed: dict[str, Any] = _map_arrays(inputs, close)
    return closed


def fortran(inputs: dict[str, Any]) -> dict[str, Any]:
    """Return the same inputs in column-major memory, as a transpose or another library may do."""
    turned: dict[str, Any] = _map_arrays(inputs, np.asfortranarray)
    return turned


def single(inputs: dict[str, Any]) -> dict[str, Any]:
    """Return the same inputs as ``float32``."""
    narrow: dict[str, Any] = _map_arrays(inputs, lambda array: array.astype(np.float32))
    return narrow
