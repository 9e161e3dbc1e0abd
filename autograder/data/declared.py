"""What must hold of random numbers, where no value is right by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Drawn:
    """What must hold of an array of random numbers: its shape, mean and standard deviation.

    A mean is right when it is within ``mean_tolerance`` of ``mean``, and a standard deviation when
    it is within ``std_tolerance`` of ``std``.
    """

    shape: tuple[int, ...]
    mean: float
    std: float
    mean_tolerance: float
    std_tolerance: float


@dataclass(frozen=True)
class Origin:
    """Where the numbers of an array come from, in a case that is paired with an earlier one.

    Parameters
    ----------
    kind
        ``"same"`` for the numbers that the earlier case has in this place, ``"copy"`` for those of
        another array of this case, and ``"new"`` for any others.
    of
        The path of the other array, for a copy.
    """

    kind: Literal["same", "copy", "new"]
    of: str = ""


SAME, NEW = Origin("same"), Origin("new")
"""The two origins that a paired case may ask for."""
