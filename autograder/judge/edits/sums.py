"""Numbers that tell many results apart: a weighted sum for each array of the result.

Of a hundred changes of a statement, one or two make a function right. Sums of what it returned rule
out the others, so that only few results have to travel and to be compared. A sum decides nothing:
what agrees runs again, and is compared as ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Form: TypeAlias = "int | tuple[Form, ...] | list[Form] | dict[str, Form]"
"""How a result is put together: 0 for an array or a number."""
_NEAR = 1e-4
"""How far apart two sums may be, as a part of all that is added up. Whatever is nearer than any
tolerance of an exercise has to agree."""

SUMS = "_gatewise_sums"
SOURCE = f"""
import numpy as _gatewise_numpy

def _gatewise_fresh(value):
    if isinstance(value, dict):
        return {{key: _gatewise_fresh(item) for key, item in value.items()}}
    if isinstance(value, (list, tuple)):
        return type(value)([_gatewise_fresh(item) for item in value])
    if not isinstance(value, _gatewise_numpy.ndarray):
        return value
    fresh = value.copy("K")
    fresh.flags.writeable = value.flags.writeable
    return fresh

def {SUMS}(value, form):
    if isinstance(form, dict):
        return [part for key in form for part in {SUMS}(value[key], form[key])]
    if isinstance(form, (list, tuple)):
        if len(value) != len(form):
            raise ValueError("another number of results")
        return [part for item, own in zip(value, form) for part in {SUMS}(item, own)]
    numbers = _gatewise_numpy.asarray(value, dtype=float).ravel()
    return [numbers @ (1.5 + _gatewise_numpy.cos(_gatewise_numpy.arange(numbers.size)))]
"""
"""What adds up beside the learner's code, as `Sums` does here."""


@dataclass(frozen=True)
class Sums:
    """The sums of a right result.

    Parameters
    ----------
    expected
        The right result in a case.
    """

    expected: Any

    @cached_property
    def form(self) -> Form | None:
        """Its form; ``None`` where it holds something that cannot be added up."""
        try:
            return _form(self.expected)
        except TypeError:
            return None

    @cached_property
    def _wanted(self) -> NDArray[np.float64]:
        """Two rows: the sums, and how far from them others may be."""
        sums = [
            (numbers @ (1.5 + np.cos(np.arange(numbers.size))), _NEAR * np.abs(numbers).sum())
            for numbers in arrays(self.expected)
        ]
        return np.array(sums, dtype=np.float64).T

    def agreeing(self, rows: Any, count: int) -> list[int]:
        """Which of many results have these sums.

        Parameters
        ----------
        rows
            What came back for them, from anyone: a row for each.
        count
            How many results there are.
        """
        sums, near = self._wanted
        if not isinstance(rows, np.ndarray) or rows.dtype != np.float64:
            return []
        if rows.shape != (count, sums.size):
            return []
        with np.errstate(all="ignore"):
            found = (np.abs(rows - sums) <= near + 1e-12).all(axis=1)
        return [int(number) for number in np.flatnonzero(found)]


def _form(value: Any) -> Form:
    """The form of a value. Raises `TypeError` where it holds something else than numbers."""
    match value:
        case dict():
            return {str(key): _form(item) for key, item in value.items()}
        case tuple():
            return tuple(map(_form, value))
        case list():
            return list(map(_form, value))
    if not isinstance(value, (np.ndarray, np.generic, int, float)):
        raise TypeError("no numbers")
    numbers = np.asarray(value)
    if numbers.dtype.kind not in "fiu" or not np.isfinite(numbers).all():
        raise TypeError("no finite numbers")
    return 0


def arrays(value: Any) -> Iterator[NDArray[np.float64]]:
    """The numbers of each array in a value, in the order of its form."""
    match value:
        case dict():
            for item in value.values():
                yield from arrays(item)
        case tuple() | list():
            for item in value:
                yield from arrays(item)
        case _:
            yield np.asarray(value, dtype=np.float64).ravel()
