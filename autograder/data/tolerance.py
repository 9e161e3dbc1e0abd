"""How far a number may be from the right one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Tolerance:
    """A number is right when ``|got - expected| <= atol + rtol * |expected|``.

    The defaults leave room for arithmetic in single precision.
    """

    rtol: float = 1e-4
    atol: float = 1e-5

    def right(self, expected: NDArray[np.float64], got: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which entries of `got` are right, as a boolean array of their common shape.

        An infinity or ``nan`` is right only where the same is expected.
        """
        near = np.isfinite(expected) & (
            np.abs(got - expected) <= self.atol + self.rtol * np.abs(expected)
        )
        right: NDArray[np.bool_] = near | (got == expected) | (np.isnan(got) & np.isnan(expected))
        return right

    def times(self, factor: float) -> Tolerance:
        """A tolerance that is `factor` times as wide."""
        return Tolerance(self.rtol * factor, self.atol * factor)


USUAL = Tolerance()
"""The tolerance of an exercise that asks for no other."""
