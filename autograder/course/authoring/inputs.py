"""Ways to make the inputs of a case awkward on purpose.

Each function takes arguments by parameter name and returns them changed: what a careless solution
forgets shows up in such a case.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np


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
        Which arrays are changed: those whose names begin with this. With two biases, the name of
        one of them tells an overflow in its sum from one in the other.

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
    # The sign of the first unit depends on the drawn bias, so that the biases of a layer differ.
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
