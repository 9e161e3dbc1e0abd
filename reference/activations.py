"""The logistic function, which turns any number into how far a gate is open."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from reference.shapes import Array


def sigmoid(z: ArrayLike) -> Array:
    """Squash any finite number into the range from 0 to 1.

    sigmoid(z) = 1 / (1 + e^-z) for z >= 0, and the equal e^z / (1 + e^z) for z < 0. The one line
    below computes both: its exponents are never positive, so nothing overflows, and small results
    on the negative side keep their digits. The equal form 0.5 (1 + tanh(z / 2)) loses them.

    Parameters
    ----------
    z : array_like, any shape
        Pre-activations: any finite numbers. Integers are converted to float64.

    Returns
    -------
    s : array, same shape and float type as `z`
        Between 0 and 1.

    Examples
    --------
    >>> print(sigmoid(np.array([-1000.0, 0.0, 1000.0])))
    [0.  0.5 1. ]
    """
    z = np.asarray(z)
    if z.dtype.kind != "f":
        z = z.astype(np.float64)
    result: Array = np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))
    return result
