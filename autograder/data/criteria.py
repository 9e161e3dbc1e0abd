"""What an exercise is marked by: named behaviours, and what a case looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
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
        The behaviour in words that learners read. Range: the names of an exercise differ, and
        *right values* is the first. Example: ``"stays finite for large inputs"``. Text: plain.
    weight
        Relative: the points of an exercise are shared out in proportion. Range: above 0; *right
        values* gets half of the points at least, and inputs that stay the same a fifth at most.
        Example: ``3``.
    """

    name: str
    weight: float = 1.0


MOST_POINTS = 1000
"""What one exercise may be worth at most."""


class BadMarks(ValueError):
    """Points or weights with which a right answer would not earn all, or a wrong one something."""


def check_marks(points: float, criteria: Sequence[Criterion]) -> None:
    """Refuse points and weights with which marks would be wrong.

    Parameters
    ----------
    points
        What an exercise is worth.
    criteria
        Its criteria.

    Raises
    ------
    BadMarks
        The points are not above 0 and at most `MOST_POINTS`, or a weight is not above 0.
    """
    if not (_is_number(points) and 0 < points <= MOST_POINTS):
        raise BadMarks(
            f"its points are {points!r}; they should be a number above 0, and {MOST_POINTS} at most"
        )
    for criterion in criteria:
        if not (_is_number(criterion.weight) and criterion.weight > 0):
            raise BadMarks(
                f"the weight of {criterion.name!r} is {criterion.weight!r}; it should be a number"
                " above 0"
            )


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
