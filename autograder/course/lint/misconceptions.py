"""Rules for one misconception: its words, what it names, and the marks that it loses."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from autograder.course.authoring import Misconception
from autograder.course.discover import Course
from autograder.course.lint.problem import Problem
from autograder.data.answer_key import ExerciseKey


def replaceable(misconception: Misconception) -> bool:
    """Whether the reference that is loaded has the function which the misconception replaces."""
    return callable(getattr(sys.modules["reference"], misconception.replaces, None))


def unfinished(misconception: Misconception, course: Course) -> Iterator[Problem]:
    """Find what a misconception lacks in words, and names that do not exist."""
    where = f"{misconception.slug} in {misconception.replaces}"
    for name in ("title", "explanation", "hint"):
        if not getattr(misconception, name).strip():
            yield Problem(
                "misconception",
                where,
                f"Its {name} is empty. A learner should read title, explanation and hint. Write"
                " it.",
            )
    if not replaceable(misconception):
        yield Problem(
            "misconception",
            where,
            f"The reference has no function {misconception.replaces!r}. A wrong version should"
            " replace one. Correct `replaces`.",
        )
    slugs = {other.slug for other in course.misconceptions}
    for slug in misconception.same_as:
        if slug not in slugs:
            yield Problem(
                "misconception",
                where,
                f"It declares to be the same as {slug!r}, which does not exist. Correct `same_as`.",
            )


def uncaught(misconception: Misconception, keys: Mapping[str, ExerciseKey]) -> Iterator[Problem]:
    """Find a misconception that loses no marks, or only in cases that learners see.

    Parameters
    ----------
    misconception
        The misconception.
    keys
        The keys of all exercises by slug. Only that of its own exercise is looked at.
    """
    key = keys.get(misconception.replaces)
    if key is None:
        return
    where = f"{misconception.slug} in {misconception.replaces}"
    own = (misconception.identity,)
    runs = next((item.runs for item in key.signatures if item.misconceptions == own), None)
    if runs is None:
        yield Problem(
            "uncaught",
            where,
            "It gets full marks. Every misconception should lose some. Add a case in which it"
            " shows, or drop it if it is right.",
        )
    elif not any(
        run is not None and not case.visible for case, run in zip(key.cases, runs, strict=True)
    ):
        yield Problem(
            "uncaught",
            where,
            "Only visible cases catch it, whose answers can be read off. A hidden case should catch"
            " it too. Add one.",
        )
