"""How far a learner is: every unit of the kit, checked as its file is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import ExerciseGrade
from autograder.learner.checker import Checker
from autograder.learner.work import UnitFolder, WorkFile
from autograder.report.text import next_exercise


@dataclass(frozen=True)
class UnitStatus:
    """One unit: the file that counts in it, and the grade of each exercise.

    ``file`` is None where there is none, and ``grades`` are empty where it cannot be read.
    """

    key: AnswerKey
    file: WorkFile | None
    grades: tuple[ExerciseGrade, ...] = ()
    others: tuple[Path, ...] = ()

    @property
    def passed(self) -> int:
        """How many exercises are right in every visible case."""
        return sum(grade.status == "passed" for grade in self.grades)

    @property
    def begun(self) -> bool:
        """Whether any exercise was attempted."""
        return any(grade.status != "not_attempted" for grade in self.grades)


@dataclass(frozen=True)
class NextStep:
    """The exercise to work on next, in which unit, and what to try."""

    unit: UnitStatus
    grade: ExerciseGrade


def unit_statuses(units: Sequence[UnitFolder], checker: Checker) -> Iterator[UnitStatus]:
    """Check each unit in turn. Raises `autograder.data.answer_key.BadKey`."""
    for unit in units:
        files = unit.files()
        if not files:
            yield UnitStatus(unit.key, None)
            continue
        first, others = files[0], tuple(file.path for file in files[1:] if file.written)
        grades = (
            checker.check(first.submission, unit.key, unit.folder).grade.exercises
            if first.submission is not None
            else ()
        )
        yield UnitStatus(unit.key, first, grades, others)


def next_step(statuses: Sequence[UnitStatus]) -> NextStep | None:
    """What to work on: in the first unit that was begun and is not done, else in the first open."""
    unfinished = [status for status in statuses if status.passed < len(status.grades)]
    unfinished.sort(key=lambda status: not status.begun)
    for status in unfinished:
        grade = next_exercise(status.grades)
        if grade is not None:
            return NextStep(status, grade)
    return None
