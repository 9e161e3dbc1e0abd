"""The logistic function, which turns any number into how far a gate is open."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from reference.shapes import Array


def sigmoid(z: ArrayLike) -> Array:
    """Squash any finite number into the range from 0 to 1.

    ``z`` may have any shape and either width; integers count as float64. The result is like ``z``.

    This is 1 / (1 + e^-z) where z >= 0 and e^z / (1 + e^z) elsewhere, in one line: no exponent is
    ever positive, so nothing overflows, and the small numbers on the negative side keep their
    digits, which 0.5 (1 + tanh(z / 2)) loses.

    >>> print(sigmoid(np.array([-1000.0, 0.0, 1000.0])))
    [0.  0.5 1. ]
    """
    z = np.asarray(z)
    if z.dtype.kind != "f":
        z = z.astype(np.float64)
    result: Array = np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))
    return result
