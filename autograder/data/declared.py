"""What must hold of random numbers, where no value is right by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Drawn:
    """What must hold of an array of random numbers: its shape, mean and standard deviation.

    A statistic holds when it is within its tolerance of the declared one.
    """

    shape: tuple[int, ...]
    mean: float
    std: float
    mean_tolerance: float
    std_tolerance: float


@dataclass(frozen=True)
class Origin:
    """Where the numbers of an array come from, in a case that is paired with an earlier one.

    ``kind`` is ``"same"`` for the numbers of the earlier case, ``"copy"`` for those of another
    array of its own case (``of`` names that one), and ``"new"`` for numbers that were not seen
    before.
    """

    kind: Literal["same", "copy", "new"]
    of: str = ""


SAME, NEW = Origin("same"), Origin("new")
