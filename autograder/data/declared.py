"""What must hold of random numbers, where no value is right by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Drawn:
    """What must hold of an array of random numbers: its shape, mean and standard deviation.

    Parameters
    ----------
    shape
        The shape of the array. Range: sizes of 0 or more. Example: ``(4, 3)``.
    mean
        What the mean of the numbers should be near. Range: any finite number. Example: ``0.0``.
    std
        What their standard deviation should be near. Range: 0 or more. Example: ``0.1``.
    mean_tolerance
        How far the mean may be off. Range: 0 or more; with four standard errors, about one right
        answer in 16,000 fails. Example: ``0.02``.
    std_tolerance
        How far the standard deviation may be off. Range: 0 or more. Example: ``0.02``.
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
