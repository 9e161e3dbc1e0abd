"""Where a wrong function leaves the truth, and which small change would make it right.

It is asked for where no misconception explains what came back. The learner's code runs again for
it, so what it finds can be forged: it changes words, and never a mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.diagnosis import Diagnosis
from autograder.data.differences import STOPPED, Difference
from autograder.data.recordings import Recordings
from autograder.judge.deadline import Deadline, OutOfTime
from autograder.judge.edits.explaining import find_cause
from autograder.judge.laboratory import Laboratory

SECONDS = 2.0
"""Seconds of computing time on the trusted side, for one exercise. An honest one takes a tenth."""
_NAMED_ENOUGH = frozenset(
    {"swapped returns", "overflow", "imprecise", "axis of one", "reshaped", "transposed"}
)
"""Patterns that say already what to change."""


def look_closer(
    key: ExerciseKey,
    recorded: Recordings,
    differences: Sequence[Difference | None],
    diagnosis: Diagnosis,
    laboratory: Laboratory,
) -> Diagnosis:
    """The diagnosis with a place, and what would make it right, as far as they can be found.

    Parameters
    ----------
    key, recorded
        The exercise, and what the reference goes through in the cases of its unit.
    differences
        How each case differs, ``None`` where it is right.
    diagnosis
        What is known already. Where that is the name of a misconception, it is enough.
    laboratory
        Runs the learner's function again.

    Returns
    -------
    Diagnosis
        `diagnosis` itself where nothing more is found.
    """
    case = _case_to_trace(key, differences) if _wanted(diagnosis) else None
    if case is None:
        return diagnosis
    try:
        return _looked(key, recorded, case, diagnosis, laboratory)
    except OutOfTime:
        return diagnosis


def _looked(
    key: ExerciseKey,
    recorded: Recordings,
    case: Case,
    diagnosis: Diagnosis,
    laboratory: Laboratory,
) -> Diagnosis:
    deadline = Deadline(SECONDS)
    truth = recorded.trace(key.slug, case.name, case.visible)
    trace = laboratory.trace(key.slug, case) if truth is not None else None
    if truth is None or trace is None:
        return diagnosis
    raise NotImplementedError


def _wanted(diagnosis: Diagnosis) -> bool:
    """Whether a place would add something to what is known."""
    if diagnosis.misconceptions or diagnosis.difference.kind in STOPPED:
        return False
    return diagnosis.pattern is None or diagnosis.pattern.name not in _NAMED_ENOUGH


def _case_to_trace(key: ExerciseKey, differences: Sequence[Difference | None]) -> Case | None:
    """The failing case that shows most: visible, of ordinary numbers, and small."""
    failing = [
        case
        for case, difference in zip(key.cases, differences, strict=True)
        if difference is not None
        and difference.kind not in STOPPED
        and case.judge == "values"
        and not case.paired_with
    ]
    return min(
        failing,
        key=lambda case: (case.criterion != RIGHT_VALUES, not case.visible),
        default=None,
    )
