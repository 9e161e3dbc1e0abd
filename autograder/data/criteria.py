"""What an exercise is marked by: named behaviours, and what a case looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RIGHT_VALUES = "right values"
"""The first criterion of every exercise: the others count only once it holds."""

Judge = Literal["values", "inputs", "repeats", "differs"]
"""What a case looks at: the values that come back, whether the inputs are unchanged, or whether
random numbers are the same as in another case, or different."""


@dataclass(frozen=True)
class Criterion:
    """A named behaviour that is marked, with its share of the points.

    Parameters
    ----------
    name
        The behaviour in words that learners read, such as "stays finite for large inputs".
    weight
        Relative: the points of an exercise are shared out in proportion.
    """

    name: str
    weight: float = 1.0
