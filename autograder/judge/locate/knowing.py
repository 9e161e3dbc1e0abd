"""Is a value the one of the right solution that a learner's variable stands for?"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import numpy as np

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.location import Location
from autograder.data.trace import Trace
from autograder.judge.locate.kept import pool_of
from autograder.judge.locate.pool import Pool

_NO_NAME = frozenset({"t", "prev", "next", "new", "1"})
MOST_NUMBERS = 20_000


class Knowing:
    """Tells the values that a located statement should make.

    The pool of known values is made when it is first asked.

    Parameters
    ----------
    exercise, case
        The exercise, and the case that the location was seen in.
    truth
        What the reference goes through in it.
    location
        Where the learner's numbers leave the truth.
    """

    def __init__(self, exercise: ExerciseKey, case: Case, truth: Trace, location: Location) -> None:
        self._exercise, self._case, self._truth = exercise, case, truth
        self._makes = _stem(location.makes)

    @cached_property
    def _pool(self) -> Pool:
        return pool_of(self._exercise, self._case, self._truth)

    def __call__(self, value: Any) -> bool:
        """Whether the right solution has this value under the name of the learner's variable.

        A value of another name proves nothing: half of all changes make some known value.
        """
        if not self._makes or not isinstance(value, (np.ndarray, np.generic, float)):
            return False
        array = np.asarray(value)
        if array.dtype.kind != "f" or not 0 < array.size <= MOST_NUMBERS:
            return False
        numbers, single = array.astype(np.float64).ravel(), array.dtype == np.float32
        if self._pool.kind_of(numbers, single) != "known":
            return False
        label = self._pool.label(numbers, single)
        return label is not None and _stem(label.name) == self._makes


def _stem(name: str) -> frozenset[str]:
    """The words of a variable without those that say of which step it is.

    ``c_t`` and ``c_prev`` are ``c``; ``dz["g"]`` and ``dz_g`` are the same.
    """
    return frozenset(re.findall(r"[^\W_]+", name)) - _NO_NAME
