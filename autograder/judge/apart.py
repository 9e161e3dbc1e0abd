"""What goes wrong in other criteria than *right values*, and may have a reason of its own.

A misconception must explain every failing case. But that a sigmoid overflows for large inputs, or
that an input is changed, says nothing about the formula, and must not hide its name. So an
exception, an overflow or changed inputs outside of *right values* may be said apart.
"""

from __future__ import annotations

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.diagnosis import Apart
from autograder.data.differences import ChangedInputs, Difference, NonFinite, Raised
from autograder.data.misconceptions import Signature
from autograder.data.runs import TaskRun
from autograder.judge.agreement import agrees
from autograder.judge.patterns import is_large


def separable(key: ExerciseKey, differences: tuple[Difference | None, ...]) -> frozenset[int]:
    """The failing cases that may be explained apart, by their index.

    None where nothing else fails.
    """
    failing = {index for index, difference in enumerate(differences) if difference is not None}
    found = frozenset(
        index for index in failing if _may_be_apart(key.cases[index], differences[index])
    )
    return found if failing - found else frozenset()


def _may_be_apart(case: Case, difference: Difference | None) -> bool:
    if case.criterion == RIGHT_VALUES:
        return False
    match difference:
        case Raised() | ChangedInputs():
            return True
        case NonFinite():
            return is_large(case)
        case _:
            return False


def still_apart(
    key: ExerciseKey, run: TaskRun, signature: Signature, may_be_apart: frozenset[int]
) -> frozenset[int]:
    """Those of the cases that a signature does not explain as well."""
    return frozenset(
        index
        for index in may_be_apart
        if (seen := signature.runs[index]) is None
        or not agrees(seen, run.runs[index], key.cases[index].judge, key.tolerance)
    )


def said_apart(
    key: ExerciseKey, differences: tuple[Difference | None, ...], apart: frozenset[int]
) -> tuple[tuple[str, ...], tuple[Apart, ...]]:
    """The inputs that are changed, and what else is apart, once for each criterion."""
    changed: tuple[str, ...] = ()
    others: dict[str, Apart] = {}
    for index in sorted(apart, key=lambda index: (not key.cases[index].visible, index)):
        case, difference = key.cases[index], differences[index]
        if isinstance(difference, ChangedInputs):
            changed = changed or difference.names
        elif difference is not None:
            others.setdefault(case.criterion, Apart(case.criterion, difference, is_large(case)))
    return changed, tuple(others.values())
