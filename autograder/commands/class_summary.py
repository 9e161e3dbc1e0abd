"""A class in a few lines: what needs a person, what changed, and how each unit went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from rich.console import Console

from autograder.commands.output import counted, escaped, say_advice
from autograder.report.text import in_points, points
from autograder.submission.course_folder import CourseFolder

if TYPE_CHECKING:
    from autograder.data.answer_key import AnswerKey
    from autograder.notebooks.gradebook.grade_course import Result

SMALL_CLASS = 30
"""Up to so many learners, the whole table is shown unless something else is asked for."""
MOST_PEOPLE = 100
"""Lines about what needs a person. Submissions that need one for the same reason share a line."""
MOST_NAMES = 20
"""Learners who are named in such a line."""
MOST_CHANGES = 20
"""Changed marks of which each gets a line."""


@dataclass(frozen=True)
class Shown:
    """What to print after grading.

    Parameters
    ----------
    table
        The whole table, however large the class is.
    learner
        The rows of this learner alone.
    quiet
        What needs a person, and nothing else.
    as_json
        One grade a line, as JSON.
    """

    table: bool = False
    learner: str | None = None
    quiet: bool = False
    as_json: bool = False

    def has_table(self, results: Sequence[Result]) -> bool:
        """Whether the whole class is shown as a table."""
        small = len({result.submitted.learner for result in results}) <= SMALL_CLASS
        return self.table or (small and not self.quiet and self.learner is None)

    def in_table(self, results: Sequence[Result]) -> list[Result]:
        """The submissions of which the table has a row."""
        if self.has_table(results):
            return list(results)
        return self.asked_for(results) if self.learner is not None else []

    def asked_for(self, results: Sequence[Result]) -> list[Result]:
        """The submissions of the learner who was asked for; all where nobody was."""
        return [result for result in results if self.learner in (None, result.submitted.learner)]

    def names(self, path: Path) -> bool:
        """Whether a path below ``submitted/`` is of interest: that of the learner, or any."""
        return self.learner in (None, *path.parts[1:2])


DEFAULT_SHOWN = Shown()


class KeysWhenNeeded(Mapping[str, "AnswerKey"]):
    """The answer keys of a course, which are loaded when the first is asked for."""

    def __init__(self, folder: CourseFolder) -> None:
        self._folder = folder

    @cached_property
    def _keys(self) -> dict[str, AnswerKey]:
        return self._folder.load_keys()

    def __getitem__(self, unit: str) -> AnswerKey:
        return self._keys[unit]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def print_summary(console: Console, results: Sequence[Result], shown: Shown) -> None:
    """Print what needs a person, what changed, and a line for each unit.

    Parameters
    ----------
    console
        Where to print.
    results
        What became of each submission.
    shown
        What to print: of a single learner nothing more than that, and with ``quiet`` nothing but
        what needs a person.
    """
    if shown.learner is not None:
        if not shown.in_table(results):
            say_advice(console, f"{escaped(shown.learner)} has no submission here.")
        return
    _print_people(console, [result for result in results if result.needs_person])
    if shown.quiet:
        return
    _print_changes(console, results)
    by_unit: dict[str, list[Result]] = {}
    for result in results:
        by_unit.setdefault(result.submitted.assignment, []).append(result)
    for unit, of_unit in by_unit.items():
        console.print(f"[bold]{escaped(unit)}[/]: {_of_unit(of_unit)}", soft_wrap=True)
    console.print(
        "--table shows every learner, --learner NAME one of them.",
        style="bright_black",
        markup=False,
    )


def _print_people(console: Console, results: Sequence[Result]) -> None:
    by_reason: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        why = result.message or next(iter(result.grade.notes), "") or _undecided(result)
        reason = escaped(" ".join(why.split()))
        by_reason.setdefault((escaped(result.submitted.assignment), reason), []).append(result)
    lines = list(by_reason.items())
    for (unit, reason), alike in lines[:MOST_PEOPLE]:
        names = [escaped(result.submitted.learner) for result in alike]
        if len(names) == 1:
            say_advice(console, f"a person decides: {names[0]}, {unit}: {reason}")
            continue
        more = len(names) - MOST_NAMES
        listed = ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
        about = counted(len(names), "submission")
        say_advice(console, f"a person decides about {about} of {unit}: {reason} ({listed})")
    if len(lines) > MOST_PEOPLE:
        left = sum(len(alike) for _, alike in lines[MOST_PEOPLE:])
        say_advice(console, f"a person decides about {left} more.")


def _undecided(result: Result) -> str:
    """What of a submission has no mark yet."""
    for exercise in result.grade.exercises:
        if exercise.score is None:
            return f"{exercise.slug}: {exercise.message}"
    return "a cell waits for a mark by hand"


def _print_changes(console: Console, results: Sequence[Result]) -> None:
    """Print whose marks moved, from what to what."""
    moved = [
        result
        for result in results
        if result.before and result.counted and result.before.text != result.counted.text
    ]
    for result in moved[:MOST_CHANGES]:
        assert result.before is not None
        assert result.counted is not None
        console.print(
            f"changed: {_name(result)}: {result.before.text} → {result.counted.text}",
            soft_wrap=True,
        )
    if len(moved) > MOST_CHANGES:
        console.print(f"changed: {len(moved) - MOST_CHANGES} more")
    new = sum(result.outcome != "unchanged" and result.before is None for result in results)
    if new:
        console.print(f"{counted(new, 'submission')} graded for the first time.")


def _of_unit(results: Sequence[Result]) -> str:
    """How a unit went, in a line."""
    scores = [
        (result.counted.score, result.counted.max_score)
        for result in results
        if result.counted is not None and result.counted.score is not None
    ]
    said = [counted(len(results), "submission")]
    if scores:
        full = sum(score >= most for score, most in scores)
        most = max(most for _, most in scores)
        average = points(round(mean(score for score, _ in scores), 2))
        said.append(f"{average} of {in_points(most)} on average")
        said.append(f"{full} with full marks")
    late = sum(bool(result.penalty) for result in results)
    if late:
        said.append(f"{late} with a penalty for being late")
    people = sum(result.needs_person for result in results)
    if people:
        said.append(f"{people} for a person")
    return ", ".join(said) + "."


def _name(result: Result) -> str:
    return f"{escaped(result.submitted.learner)}, {escaped(result.submitted.assignment)}"
