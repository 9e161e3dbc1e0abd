"""What `gatewise watch` knows: which exercise is next, and what the last save did to it.

Saves and keys come in, and a `View` of one exercise comes out. Nothing here draws or waits.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.grades import ExerciseGrade
from autograder.learner.attempts import Attempts
from autograder.learner.checker import Checked, Checker
from autograder.learner.kept import next_hint
from autograder.learner.missing import KINDS
from autograder.learner.work import UnitFolder, WorkFile, read_work

_HALF_WRITTEN = 0.06
"""Seconds after which a file that cannot be read is read once more: it may be half written."""


@dataclass(frozen=True)
class View:
    """One exercise, as the learner sees it now.

    Parameters
    ----------
    unit
        The key of its unit.
    exercise, grade
        The exercise and its grade; None where the whole unit is done.
    path
        The file that was checked.
    passed
        The exercises of the unit that have passed.
    news
        The exercises that this save has brought to pass.
    lost
        The exercises that had passed before this save, and no longer do.
    notes
        What to know of how the file was read and run.
    hints
        The hints that were asked for.
    problem
        Why the file could not be read.
    others
        Files of the unit that hold work as well, and do not count now.
    seconds
        How long reading, running and marking took.
    finished
        Whether all units that are watched are done.
    arrived
        The grades of those in `news`, with what comes after passing.
    absent
        Whether the file has no function of the exercise's name.
    """

    unit: AnswerKey
    exercise: ExerciseKey | None
    grade: ExerciseGrade | None
    path: Path
    passed: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    problem: str = ""
    others: tuple[Path, ...] = ()
    seconds: float = 0.0
    finished: bool = False
    arrived: tuple[ExerciseGrade, ...] = ()
    absent: bool = False


@dataclass
class _Known:
    """What is known of one unit: its file, what has passed in it, and the last check."""

    path: Path
    others: tuple[Path, ...] = ()
    passed: set[str] = field(default_factory=set)
    checked: Checked | None = None


class Watch:
    """Follows a learner through the exercises of some units, one at a time.

    Parameters
    ----------
    units
        The units in their order, at least one.
    checker
        A warm checker.
    attempts
        How often the same went wrong before, so that the next hint comes.

    Raises
    ------
    autograder.data.answer_key.BadKey
        From any method, when a public key cannot be read.
    """

    def __init__(
        self, units: Sequence[UnitFolder], checker: Checker, attempts: Attempts | None = None
    ) -> None:
        self._units, self._checker = list(units), checker
        self._attempts = Attempts() if attempts is None else attempts
        self._known: dict[str, _Known] = {}
        self._skipped: set[str] = set()
        self._unit = self._units[0]
        self._hints: tuple[str, ...] = ()

    def begin(self) -> View:
        """Check the units in order, until one is not done."""
        began = time.perf_counter()
        self._unit = self._first_open()
        return self._view(seconds=time.perf_counter() - began)

    def saved(self, path: Path) -> View | None:
        """Check a file that was saved. None where it belongs to no unit or is gone."""
        began = time.perf_counter()
        unit = next((unit for unit in self._units if path.parent == unit.folder), None)
        if unit is None or path.suffix not in KINDS:
            return None
        file = read_work(path, unit.key)
        if file is not None and file.problem:
            time.sleep(_HALF_WRITTEN)
            file = read_work(path, unit.key)
        if file is None:
            return None
        if unit.unit not in self._known:
            self._look(unit)
        before = set(self._known[unit.unit].passed)
        self._unit = unit
        self._settle(unit, file)
        self._count(self._known[unit.unit])
        passed = self._known[unit.unit].passed
        slugs = [exercise.slug for exercise in unit.key.exercises]
        if passed != before:
            self._hints = ()
        view = self._view(
            news=tuple(slug for slug in slugs if slug in passed - before),
            lost=tuple(slug for slug in slugs if slug in before - passed),
            problem=file.problem,
        )
        view = replace(view, arrived=self._arrived(unit, view.news))
        return replace(view, seconds=time.perf_counter() - began)

    def _count(self, known: _Known) -> None:
        """Count what went wrong in the current exercise: the same again brings the next hint."""
        exercise = self._current()
        if known.checked is None or exercise is None:
            return
        grade = known.checked.grade
        exercises = tuple(
            self._attempts.counted(item, str(known.path.resolve()))
            if item.slug == exercise.slug
            else item
            for item in grade.exercises
        )
        known.checked = replace(known.checked, grade=replace(grade, exercises=exercises))

    def _arrived(self, unit: UnitFolder, news: Sequence[str]) -> tuple[ExerciseGrade, ...]:
        """The grades of exercises that have just passed, with what comes after passing."""
        checked = self._known[unit.unit].checked
        if checked is None:
            return ()
        return tuple(self._checker.with_afterwards(checked, slug).exercise(slug) for slug in news)

    def hint(self) -> View:
        """Show one more hint for the current exercise."""
        exercise = self._current()
        if exercise is not None:
            self._hints = next_hint(self._unit, exercise)
        return self._view()

    def next(self) -> View:
        """Leave the current exercise for now, and go on to the next one that is not done.

        After the last one comes the first again.
        """
        self._hints = ()
        exercise = self._current()
        if exercise is not None:
            self._skipped.add(exercise.slug)
        if self._current() is None:
            self._to_the_next_unit()
        if self._current() is None:
            self._skipped.clear()
            self._unit = self._first_open()
        return self._view()

    def now(self) -> View:
        """The view as it is, without another check."""
        return self._view()

    def overview(self) -> list[tuple[AnswerKey, frozenset[str]]]:
        """Each unit with the exercises that have passed. Units not seen yet are checked now."""
        for unit in self._units:
            self._open(unit)
        return [(unit.key, frozenset(self._known[unit.unit].passed)) for unit in self._units]

    def _look(self, unit: UnitFolder) -> None:
        """Check the file of a unit that counts."""
        files = unit.files()
        if not files:
            self._known[unit.unit] = _Known(unit.folder / f"{unit.unit}.py")
            return
        self._settle(unit, files[0])
        self._known[unit.unit].others = tuple(file.path for file in files[1:] if file.written)

    def _settle(self, unit: UnitFolder, file: WorkFile) -> None:
        """Check a file and remember what has passed.

        Where an error keeps a function from being defined, nothing new is known of the function.
        """
        known = self._known.setdefault(unit.unit, _Known(file.path))
        if file.path != known.path:
            known.others = tuple({*known.others, known.path} - {file.path})
            known.path, known.passed = file.path, set()
        if file.submission is None:
            return
        known.checked = checked = self._checker.check(file.submission, unit.key, unit.folder)
        stopped = any(note.kind != "left_out" for note in checked.run.notes)
        for task, result in zip(checked.run.tasks, checked.grade.exercises, strict=True):
            if result.status == "passed":
                known.passed.add(result.slug)
            elif not (stopped and task.found == "missing"):
                known.passed.discard(result.slug)

    def _first_open(self) -> UnitFolder:
        """The first unit with something to do; the last one where all is done."""
        return next((unit for unit in self._units if self._open(unit)), self._units[-1])

    def _to_the_next_unit(self) -> None:
        place = self._units.index(self._unit)
        for unit in self._units[place + 1 :]:
            if self._open(unit):
                self._unit = unit
                return

    def _open(self, unit: UnitFolder) -> list[ExerciseKey]:
        """The exercises of a unit that have not passed and were not left for later."""
        if unit.unit not in self._known:
            self._look(unit)
        passed = self._known[unit.unit].passed
        return [
            exercise
            for exercise in unit.key.exercises
            if exercise.slug not in passed and exercise.slug not in self._skipped
        ]

    def _current(self) -> ExerciseKey | None:
        """The first open exercise of the unit that was begun, else the first open one."""
        found = self._open(self._unit)
        checked = self._known[self._unit.unit].checked
        begun = [
            exercise
            for exercise in found
            if checked is not None and checked.exercise(exercise.slug).status != "not_attempted"
        ]
        return next(iter(begun or found), None)

    def _view(
        self,
        news: tuple[str, ...] = (),
        lost: tuple[str, ...] = (),
        problem: str = "",
        seconds: float = 0.0,
    ) -> View:
        key, known = self._unit.key, self._known[self._unit.unit]
        exercise = self._current()
        grade = task = None
        if known.checked is not None and exercise is not None:
            grade, task = known.checked.exercise(exercise.slug), known.checked.task(exercise.slug)
        everything = all(
            unit.unit in self._known
            and len(self._known[unit.unit].passed) == len(unit.key.exercises)
            for unit in self._units
        )
        return View(
            key,
            exercise,
            grade,
            known.path,
            tuple(item.slug for item in key.exercises if item.slug in known.passed),
            news,
            lost,
            known.checked.grade.notes if known.checked is not None else (),
            self._hints,
            problem,
            known.others,
            seconds,
            everything,
            absent=task is not None and task.found == "missing",
        )
