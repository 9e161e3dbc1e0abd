"""In which case a wrong function is looked at: the one whose numbers tell most."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.recordings import Recordings
from autograder.data.tree import leaves

_LARGE = 30.0


def most_telling(
    exercise: ExerciseKey, cases: Iterable[Case], recorded: Recordings, shown: str = ""
) -> list[Case]:
    """Those cases that a place can be found in, the most telling first.

    Numbers of single precision, numbers so large that gates are all open or shut, many zeros and
    axes of length 1 tell little. Among equals a case that learners see comes first, then the one
    whose name is ``shown``, of which they read a number, and then a small one.
    """
    found = [
        case
        for case in cases
        if case.judge == "values"
        and not case.paired_with
        and recorded.has(exercise.slug, case.name, case.visible)
    ]
    return sorted(found, key=lambda case: _rank(case, shown))


def _rank(case: Case, shown: str) -> tuple[bool, bool, bool, float, bool, int]:
    numbers = special = large = size = 0
    single = narrow = False
    for _, leaf in leaves(dict(case.inputs)):
        if not isinstance(leaf, np.ndarray) or leaf.dtype.kind != "f" or not leaf.size:
            continue
        single |= leaf.dtype == np.float32
        narrow |= leaf.ndim > 0 and 1 in leaf.shape
        size += leaf.size
        numbers += leaf.size
        special += int(np.sum(np.abs(leaf - np.round(leaf)) < 1e-13))
        large += int(np.sum(np.abs(leaf) > _LARGE))
    zeros = round(special / max(numbers, 1), 1)
    return single or large > 0, narrow, not case.visible, zeros, case.name != shown, size
