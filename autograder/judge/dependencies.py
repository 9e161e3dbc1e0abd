"""Say where a function may be wrong only because of another one of the same hand-in. It changes no
marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from autograder.data.runs import TaskRun
from autograder.judge.compare import Difference
from autograder.judge.describe import joined
from autograder.judge.score import ExerciseGrade

_STOPPED = ("raised", "timed out", "died")
_FORM = ("missing", "type", "arity", "shape", "dtype")


def point_to_dependencies(
    graded: Iterable[ExerciseGrade], tasks: Mapping[str, TaskRun]
) -> Iterator[ExerciseGrade]:
    """The grades; where no mistake was recognised in a function that uses others which are not
    right yet, these are named.

    Only the first of a chain is: what is wrong in it shows in all the others.
    """
    known = {grade.slug: grade for grade in graded}
    for grade in known.values():
        used = [
            known[slug]
            for slug in known
            if slug in tasks[grade.slug].uses and _may_explain(known[slug], grade)
        ]
        first = [
            each
            for each in used
            if not any(other.slug in tasks[each.slug].uses for other in used if other is not each)
        ]
        yield _pointing(grade, first or used) if used else grade


def _pointing(grade: ExerciseGrade, used: list[ExerciseGrade]) -> ExerciseGrade:
    unwritten = [each.slug for each in used if each.status == "not_attempted"]
    slugs = unwritten or [each.slug for each in used]
    names, are = joined(slugs), "is" if len(slugs) == 1 else "are"
    if unwritten:
        return replace(
            grade,
            message=f"{grade.message} It uses your {names}, which {are} not written yet.",
            next_step=f"Write {names} first, then check this again.",
        )
    alone = all(each.diagnosis is not None and not each.diagnosis.misconceptions for each in used)
    rest = ": that may be all there is to it." if alone else ", whatever else there is."
    return replace(
        grade,
        message=f"{grade.message} It uses your {names}, which {are} not right yet{rest}",
        next_step=f"Mend {names} first, then check this again.",
    )


def _may_explain(upstream: ExerciseGrade, grade: ExerciseGrade) -> bool:
    """Whether what is wrong with `upstream` could show as what is wrong with a function that uses
    it.
    """
    if (
        grade.diagnosis is None
        or grade.diagnosis.misconceptions
        or grade.diagnosis.difference is None
        or upstream is grade
    ):
        return False
    own = grade.diagnosis.difference
    if upstream.status == "not_attempted":
        return own.kind == "raised" and own.got.startswith("NotImplementedError")
    if upstream.diagnosis is None or upstream.diagnosis.difference is None:
        return False
    if upstream.criteria[0].status == "passed" and grade.criteria[0].status != "passed":
        return False  # it is wrong in special cases alone
    if grade.diagnosis.pattern not in ("", upstream.diagnosis.pattern):
        return False  # what is wrong has a name, and it is another one
    return _may_show(upstream.diagnosis.difference, own)


def _may_show(one: Difference, other: Difference) -> bool:
    if one.kind in _STOPPED:
        return (one.kind, _error(one)) == (other.kind, _error(other))
    if one.kind in _FORM:
        return other.kind not in ("timed out", "died", "mutated input")
    return (one.kind == "mutated input") == (other.kind == "mutated input") and other.kind not in (
        *_STOPPED,
        *_FORM,
    )


def _error(difference: Difference) -> str:
    return difference.got.split(":")[0] if difference.kind == "raised" else ""
