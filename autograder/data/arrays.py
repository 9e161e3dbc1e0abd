"""Values as arrays of numbers, whoever made them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_DEEPEST = 8


def as_array(value: Any, depth: int = 0) -> NDArray[Any] | None:
    """Turn numbers, arrays and nested lists of them into an array.

    Parameters
    ----------
    value
        Anything.
    depth
        How deep in a list the value is. Lists in more than eight others are no array.

    Returns
    -------
    array or None
        ``None`` for anything else, and for lists whose parts differ in shape.
    """
    if isinstance(value, (np.ndarray, bool, np.generic)):
        return np.asarray(value)
    if isinstance(value, (int, float)):
        try:
            return np.asarray(float(value))
        except OverflowError:
            return np.asarray(np.inf if value > 0 else -np.inf)
    if isinstance(value, (list, tuple)) and value and depth < _DEEPEST:
        if all(type(item) is float for item in value):  # the same, but faster for a long list
            return np.array(value)
        parts = [as_array(item, depth + 1) for item in value]
        arrays = [part for part in parts if part is not None]
        forms = {
            (part.shape, "number" if part.dtype.kind in "fiu" else part.dtype.str)
            for part in arrays
        }
        if len(arrays) == len(parts) and len(forms) == 1:
            return np.stack(arrays)
    return None


def real(array: NDArray[Any]) -> bool:
    """Whether an array holds real numbers of at most 64 bits, which can be submitted."""
    return array.dtype.kind in "fiu" and array.dtype.itemsize <= 8
