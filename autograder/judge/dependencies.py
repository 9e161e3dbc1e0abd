"""Which functions may be wrong only because another function of the submission is wrong.

This changes no marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from autograder.data.diagnosis import Dependencies
from autograder.data.differences import FORM, STOPPED, Difference, Raised
from autograder.data.grades import ExerciseGrade
from autograder.data.runs import TaskRun


def dependencies(
    graded: Iterable[ExerciseGrade], tasks: Mapping[str, TaskRun]
) -> dict[str, Dependencies]:
    """Find the functions that may explain why others are wrong.

    Of a chain, only the first function is named, because what is wrong in it shows in all the
    others. An exercise in which a misconception was recognised has no dependencies.

    Parameters
    ----------
    graded
        The grades of all exercises of a submission.
    tasks
        What their functions did, by slug; it says which functions they use.

    Returns
    -------
    dict of str to Dependencies
        The slugs of exercises that may be wrong because of others.
    """
    grades = {grade.slug: grade for grade in graded}
    found: dict[str, Dependencies] = {}
    for slug, grade in grades.items():
        used = [
            grades[other]
            for other in grades
            if other in tasks[slug].uses and _may_explain(grades[other], grade)
        ]
        names = {other.slug for other in used}
        first = [
            other for other in used if not names & (set(tasks[other.slug].uses) - {other.slug})
        ]
        if used:
            found[slug] = _dependencies(first or used)
    return found


def _dependencies(used: list[ExerciseGrade]) -> Dependencies:
    unwritten = tuple(grade.slug for grade in used if grade.status == "not_attempted")
    if unwritten:
        return Dependencies(unwritten, unwritten=True)
    unnamed = all(
        grade.diagnosis is not None and not grade.diagnosis.misconceptions for grade in used
    )
    return Dependencies(tuple(grade.slug for grade in used), may_be_all=unnamed)


def _may_explain(upstream: ExerciseGrade, grade: ExerciseGrade) -> bool:
    """Whether a fault in `upstream` could show as the fault of a function that uses it."""
    if grade.diagnosis is None or grade.diagnosis.misconceptions or upstream is grade:
        return False
    own = grade.diagnosis.difference
    if upstream.status == "not_attempted":
        return isinstance(own, Raised) and own.error == "NotImplementedError"
    if upstream.diagnosis is None:
        return False
    if upstream.criteria[0].status == "passed" and grade.criteria[0].status != "passed":
        return False  # upstream is wrong in special cases alone
    if grade.diagnosis.finding not in ("", upstream.diagnosis.finding):
        return False  # the two have different patterns
    return _may_show(upstream.diagnosis.difference, own)


def _may_show(earlier: Difference, later: Difference) -> bool:
    if earlier.kind in STOPPED:
        return (earlier.kind, _error(earlier)) == (later.kind, _error(later))
    if earlier.kind in FORM:
        return later.kind not in ("timed out", "died", "mutated input")
    both_change = (earlier.kind == "mutated input") == (later.kind == "mutated input")
    return both_change and later.kind not in STOPPED | FORM


def _error(difference: Difference) -> str:
    return difference.error if isinstance(difference, Raised) else ""
