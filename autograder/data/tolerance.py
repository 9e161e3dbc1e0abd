"""How far a number may be from the right one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Tolerance:
    """A number is right when ``|got - expected| <= atol + rtol * |expected|``.

    Parameters
    ----------
    rtol, atol
        The relative and the absolute part. The defaults leave room for arithmetic in single
        precision. Range: 0 or more; `gatewise lint` allows 0.05 of `rtol` at most. Example:
        ``1e-3``.
    """

    rtol: float = 1e-4
    atol: float = 1e-5

    def right(self, expected: NDArray[np.float64], got: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Compare numbers entry by entry.

        Parameters
        ----------
        expected, got
            Arrays whose shapes broadcast.

        Returns
        -------
        array of bool
            Which entries of `got` are right. An infinity or ``nan`` is right only where the same is
            expected.
        """
        near: NDArray[np.bool_] = np.isfinite(expected) & (
            np.abs(got - expected) <= self.atol + self.rtol * np.abs(expected)
        )
        if near.all():
            return near
        right: NDArray[np.bool_] = near | (got == expected) | (np.isnan(got) & np.isnan(expected))
        return right

    def times(self, factor: float) -> Tolerance:
        """A tolerance that is `factor` times as wide."""
        return Tolerance(self.rtol * factor, self.atol * factor)


USUAL = Tolerance()
"""The tolerance of an exercise that sets no other."""
