"""Why the marks of a submission that was graded before may be others now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from autograder.data.grades import ExerciseGrade, Grade
from autograder.notebooks.gradebook.basis import Basis
from autograder.notebooks.gradebook.key_parts import ExerciseParts, KeyParts

CauseKind = Literal[
    "submission",
    "points",
    "exercise",
    "tolerance",
    "cases",
    "misconceptions",
    "recorded",
    "key",
    "quiz",
    "due",
    "rules",
    "follow_through",
    "unfinished",
]


@dataclass(frozen=True)
class Cause:
    """One thing that has changed since a submission was graded, and that may change its marks.

    Parameters
    ----------
    kind
        What has changed.
    exercise
        The exercise that it belongs to, where it belongs to one.
    names
        The cases or misconceptions.
    before, after
        What it was and what it is: points, or a due date (UTC); empty where there is none.
    """

    kind: CauseKind
    exercise: str = ""
    names: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Graded:
    """A submission as it was graded: its grade, and when it was submitted (UTC, no zone).

    ``grade`` is ``None`` where the course keeps none, and ``when`` where no time is known.
    """

    grade: Grade | None
    when: datetime | None


def causes(
    old: Basis, new: Basis, keys: Mapping[str, KeyParts], graded: Graded
) -> tuple[Cause, ...]:
    """What has changed since a submission was graded and may change what came of it.

    Parameters
    ----------
    old, new
        What it was graded from, and what it would be graded from now.
    keys
        The parts of answer keys, by the digest of the key.
    graded
        The submission as it was graded.

    Returns
    -------
    tuple of Cause
        None where its marks and its feedback stay as they are: a case of an exercise that was not
        attempted, say, or a due date of a submission that was in time and still is.
    """
    found: list[Cause] = []
    if (old.content, old.time) != (new.content, new.time):
        found.append(Cause("submission"))
    if old.key != new.key:
        before, after = keys.get(old.key), keys.get(new.key)
        if before is None or after is None or graded.grade is None:
            found.append(Cause("key"))
        else:
            found += _in_key(before, after, graded.grade)
    if old.quiz != new.quiz:
        found.append(Cause("quiz"))
    if old.due != new.due and (new.quiz or _late(graded.when, old.due, new.due)):
        found.append(Cause("due", before=old.due, after=new.due))
    if old.rules != new.rules and _late(graded.when, new.due):
        found.append(Cause("rules"))
    if old.follow_through != new.follow_through and _is_diagnosed(graded.grade):
        found.append(Cause("follow_through"))
    return tuple(found)


def _late(when: datetime | None, *due: str) -> bool:
    """Whether a submission was late by one of these due dates."""
    return when is not None and any(datetime.fromisoformat(date) < when for date in due if date)


def _is_diagnosed(grade: Grade | None) -> bool:
    """Whether the marks of a submission rest on a diagnosis somewhere."""
    return grade is None or any(map(_rests_on_diagnosis, grade.exercises))


def _rests_on_diagnosis(exercise: ExerciseGrade) -> bool:
    """Whether something is wrong with an exercise, or it is right only given something wrong."""
    if exercise.follow_through:
        return True
    return exercise.status not in ("passed", "not_attempted")


def _in_key(before: KeyParts, after: KeyParts, grade: Grade) -> Iterator[Cause]:
    """What of an answer key has changed and concerns a grade."""
    graded = {exercise.slug: exercise for exercise in grade.exercises}
    found = [
        cause
        for slug in dict.fromkeys([*before.exercises, *after.exercises])
        for cause in _in_exercise(
            slug, before.exercises.get(slug), after.exercises.get(slug), graded.get(slug)
        )
    ]
    yield from found
    named = tuple(dict.fromkeys(_misconceptions(before, after, grade)))
    if named and not any(set(named) & set(cause.names) for cause in found):
        yield Cause("misconceptions", names=named)
    if before.recorded != after.recorded and not found and _is_diagnosed(grade):
        yield Cause("recorded")


def _in_exercise(
    slug: str,
    before: ExerciseParts | None,
    after: ExerciseParts | None,
    graded: ExerciseGrade | None,
) -> Iterator[Cause]:
    if before is None or after is None or graded is None:
        yield Cause("exercise", slug)
        return
    if before.points != after.points:
        yield Cause("points", slug, (), f"{before.points!r}", f"{after.points!r}")
    if before.asks != after.asks:
        yield Cause("exercise", slug)
    if graded.status == "not_attempted":
        return
    if before.tolerance != after.tolerance:
        yield Cause("tolerance", slug)
    if cases := _changed(before.cases, after.cases):
        yield Cause("cases", slug, cases)
    elif _rests_on_diagnosis(graded) and (names := _changed(before.signatures, after.signatures)):
        yield Cause("misconceptions", slug, names)


def _misconceptions(before: KeyParts, after: KeyParts, grade: Grade) -> Iterator[str]:
    """The misconceptions whose words or rules changed, where that concerns a grade."""
    if not _is_diagnosed(grade):
        return
    kept = before.words.keys() & after.words.keys()
    named = {slug for exercise in grade.exercises for slug in exercise.misconceptions}
    for name in _changed(before.words, after.words):
        if name in kept and name.partition("@")[0] in named:
            yield name
    yield from (name for name in _changed(before.rules, after.rules) if name in kept)


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """The names that were added, removed, or stand for something else now."""
    names = dict.fromkeys([*before, *after])
    return tuple(name for name in names if before.get(name) != after.get(name))
