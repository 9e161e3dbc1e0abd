"""Known numbers, sorted, so that single numbers are found again whatever array they stand in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from autograder.judge.locate.algebra import Numbers

RELATIVE, ABSOLUTE = 2e-8, 1e-12
RELATIVE_SINGLE, ABSOLUTE_SINGLE = 3e-5, 1e-7
MOST_NUMBERS = 600_000
ANY_FORM = (1 << 62) - 1


class Known:
    """Numbers with an owner each, and the forms in which they are computed."""

    def __init__(self) -> None:
        self._values: list[Numbers] = []
        self._of: list[int] = []
        self._forms: list[int] = []
        self._count = 0
        self._sorted = np.zeros(1)
        self._owner = self._form = np.zeros(1, np.int64)

    def put(self, values: Numbers, label: int, form: int = ANY_FORM) -> None:
        """Add numbers, with the number of their owner and the bits of their forms."""
        if values.size and self._count + values.size <= MOST_NUMBERS:
            self._values.append(values.astype(float))
            self._of.append(label)
            self._forms.append(form)
            self._count += values.size

    def sort(self) -> None:
        """Make what was added so far known."""
        values = np.concatenate(self._values) if self._values else np.zeros(0)
        sizes = [len(item) for item in self._values]
        owners = np.repeat(np.array(self._of, np.int64), sizes)
        forms = np.repeat(np.array(self._forms, np.int64), sizes)
        finite = np.isfinite(values)
        values, owners, forms = values[finite], owners[finite], forms[finite]
        if not values.size:
            values, owners, forms = np.zeros(1), np.zeros(1, np.int64), np.zeros(1, np.int64)
        order = np.argsort(values, kind="stable")
        values, owners, forms = values[order], owners[order], forms[order]
        # What differs by rounding alone is one value, and its first owner names it.
        apart = np.diff(values) > 2e-10 * np.abs(values[1:]) + 1e-15
        starts = np.concatenate([[0], np.nonzero(apart)[0] + 1])
        self._sorted, self._owner = values[starts], np.minimum.reduceat(owners, starts)
        self._form = np.bitwise_or.reduceat(forms, starts)

    def find(self, values: Numbers, single: bool) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        """Which numbers are known, and where among the sorted ones."""
        relative, absolute = (RELATIVE_SINGLE, ABSOLUTE_SINGLE) if single else (RELATIVE, ABSOLUTE)
        tolerance = relative * np.abs(values) + absolute
        at = np.searchsorted(self._sorted, values - tolerance)
        at = np.clip(at, 0, len(self._sorted) - 1)
        found: NDArray[np.bool_] = np.abs(self._sorted[at] - values) <= tolerance
        return found, at

    def marked(self, groups: Sequence[Numbers]) -> NDArray[np.bool_]:
        """Which of the sorted numbers occur in some arrays."""
        marks = np.zeros(len(self._sorted), bool)
        if groups:
            found, at = self.find(np.concatenate([np.ravel(group) for group in groups]), False)
            marks[at[found]] = True
        return marks


def special(values: Numbers) -> NDArray[np.bool_]:
    """Which numbers say nothing: small whole ones, and a half."""
    whole = np.abs(values - np.round(values)) < 1e-13
    found: NDArray[np.bool_] = (whole & (np.abs(values) < 1000)) | (values == 0.5)
    return found
