"""The rules that a course must keep, applied to all of it.

It runs in a process of its own (`autograder.course.lint.lint`), where the course's code is loaded.
Rules about words and fields come first. Only what keeps those is run.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course.authoring import Exercise, Misconception, Unit
from autograder.course.build import build_exercise
from autograder.course.discover import Course, CourseError, CourseUnit, Held, Package, collect
from autograder.course.lint import leaks, references
from autograder.course.lint.docstrings import shapes, signatures
from autograder.course.lint.drawing import undrawable
from autograder.course.lint.equations import equations, lone_dollars
from autograder.course.lint.exercises import built_on, unclear, unsound
from autograder.course.lint.fields import exercise_fields, misconception_fields, weights
from autograder.course.lint.files import stray_files
from autograder.course.lint.findings import Findings, pack
from autograder.course.lint.lessons import lesson_problems
from autograder.course.lint.loading import (
    does_not_run,
    doubles,
    same_names,
    unfound,
    unit_problems,
    unparsable,
)
from autograder.course.lint.misconceptions import replaceable, uncaught, unfinished, unfinished_code
from autograder.course.lint.pictures import out_of_date
from autograder.course.lint.places import (
    Written,
    exercise_written,
    function_place,
    misconception_written,
)
from autograder.course.lint.plain import exercise_texts, misconception_texts
from autograder.course.lint.problem import Place, Problem, Progress
from autograder.course.lint.separation import inseparable, inseparable_pairs
from autograder.course.lint.showing import tells_nothing
from autograder.course.pair_work import pairs_of
from autograder.data.answer_key import ExerciseKey
from autograder.sandbox import processors

_SECRET = b"lint draws the hidden cases from a secret of its own"
_TOPIC = re.compile(r"^topic:[ \t]*[\"']?([\w-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Subject:
    """An exercise whose fields are sound, with the call that made it and its unit."""

    exercise: Held[Exercise]
    written: Written
    unit: CourseUnit


def find(
    root: Path,
    pairs: bool = True,
    processes: int = 1,
    report: Progress = lambda what, done, total: None,
) -> Findings:
    """Load a course into this process and apply every rule to it.

    Parameters
    ----------
    root
        The folder with ``reference/`` and ``exercises/``.
    pairs
        Whether to try pairs of misconceptions too.
    processes
        How many processes run the pairs.
    report
        Called as the work goes on.

    Raises
    ------
    autograder.course.discover.CourseError
        A folder is missing.
    """
    root, found = root.resolve(), Findings()
    found.problems += unparsable(root)
    if found.problems:
        return found
    try:
        packages = collect(root)
    except CourseError:
        raise
    except (Exception, SystemExit) as error:
        found.problems.append(does_not_run(error, root))
        return found
    found.problems += unfound(root)
    found.problems += stray_files(root)
    found.problems += same_names(packages, root)
    found.problems += references.untrue_examples(root)
    found.problems += out_of_date(root)
    misconceptions = _misconceptions(packages, root, found)
    subjects = _subjects(packages, root, found)
    course = Course(
        root,
        tuple({subject.unit.slug: subject.unit for subject in subjects}.values()),
        tuple(held.item for held, _ in misconceptions if replaceable(held.item)),
    )
    keys = _keys(course, subjects, found, report)
    for held, written in misconceptions:
        subject = next(
            (item for item in subjects if item.exercise.item.slug == held.item.replaces), None
        )
        found.problems += uncaught(held.item, keys, written)
        found.problems += unfinished_code(held.item, keys, written, root)
        if subject is not None and held.item.replaces in keys:
            exercise = subject.exercise.item
            found.problems += leaks.hinted(held.item, exercise, keys[exercise.slug], written)
    if pairs:
        found.problems += _pairs(course, keys, processes, report)
    return found


def _misconceptions(
    packages: Iterable[Package], root: Path, found: Findings
) -> list[tuple[Held[Misconception], Written]]:
    """The misconceptions whose fields are sound, each name once."""
    every = [held for package in packages for held in package.misconceptions]
    again = {id(held) for held, _ in doubles(every, [held.item.identity for held in every])}
    slugs = {held.item.slug for held in every}
    sound = []
    for held in every:
        written = misconception_written(held, root)
        broken = list(misconception_fields(held.item, written))
        found.problems += broken
        if not broken and id(held) not in again:
            found.problems += unfinished(held.item, slugs, written)
            found.problems += misconception_texts(held.item, written)
            sound.append((held, written))
    return sound


def _subjects(packages: Iterable[Package], root: Path, found: Findings) -> list[Subject]:
    """The exercises whose fields are sound, each name once; lessons are looked at as well."""
    every = [held for package in packages for held in package.exercises]
    again = {
        id(held)
        for held, _ in doubles(every, [getattr(held.item.stub, "__name__", "") for held in every])
    }
    subjects: list[Subject] = []
    for package in packages:
        found.problems += unit_problems(package, root)
        sound = []
        for held in package.exercises:
            written = exercise_written(held, root)
            broken = list(exercise_fields(held.item, written))
            found.problems += broken
            if not broken and id(held) not in again:
                sound.append((held, written))
        unit = _unit(package, [held for held, _ in sound])
        subjects += [Subject(held, written, unit) for held, written in sound]
        if package.exercises:
            everything = _unit(
                package, [held for held in package.exercises if callable(held.item.stub)]
            )
            found.problems += lesson_problems(everything, root, topics(root))
            text, start = _lesson(everything, root)
            _keep_equations(found, text, package.slug, start)
    return subjects


def _unit(package: Package, exercises: Iterable[Held[Exercise]]) -> CourseUnit:
    unit = getattr(package.module, "UNIT", None)
    title, order = (unit.title, unit.order) if isinstance(unit, Unit) else (package.slug, 0)
    return CourseUnit(
        package.slug, title, order, package.folder, tuple(held.item for held in exercises)
    )


def _keys(
    course: Course, subjects: list[Subject], found: Findings, report: Progress
) -> dict[str, ExerciseKey]:
    """The keys of the exercises that can be built, after every rule about one exercise."""
    keys: dict[str, ExerciseKey] = {}
    for done, subject in enumerate(subjects, start=1):
        found.problems += (problems := list(_before_running(subject, course.root)))
        if not any(problem.rule in _STOPPING for problem in problems):
            try:
                key = build_exercise(course, subject.exercise.item, _SECRET)
            except Exception as error:
                found.problems.append(does_not_run(error, course.root))
            else:
                keys[key.slug] = key
                found.problems += _after_running(course, subject, key)
        prompt = subject.exercise.item.prompt
        place = function_place(subject.exercise.item.stub, course.root)
        first = place._replace(line=place.line + 1)
        _keep_equations(found, prompt, subject.exercise.item.slug, first)
        report("exercises, and every misconception in them", done, len(subjects))
    return keys


_STOPPING = {"case", "cases", "criteria", "reference", "signature"}
"""Rules whose problems keep an exercise from being built."""


def _before_running(subject: Subject, root: Path) -> Iterator[Problem]:
    exercise, written = subject.exercise.item, subject.written
    slugs = [other.slug for other in subject.unit.exercises]
    yield from weights(exercise, written)
    yield from unclear(exercise, written, root)
    yield from exercise_texts(exercise, written)
    yield from built_on(exercise, slugs, written)
    yield from signatures(exercise, written, root)
    drawing = list(undrawable(exercise, written, root))
    yield from drawing
    if not any(problem.rule == "case" for problem in drawing):
        yield from references.failing(exercise, written, root, _SECRET)
        yield from references.independent(exercise, written, root, _SECRET)


def _after_running(course: Course, subject: Subject, key: ExerciseKey) -> Iterator[Problem]:
    exercise, written, root = subject.exercise.item, subject.written, course.root
    yield from unsound(exercise, key, root)
    yield from shapes(exercise, key, root)
    yield from tells_nothing(exercise, key, written, root)
    yield from leaks.handed_out(exercise, key, subject.unit, written, root)
    for problem in inseparable(course, key):
        yield replace(problem, place=written.at("cases"))


def _keep_equations(found: Findings, text: str, where: str, start: Place) -> None:
    found.equations += equations(text, where, start)
    found.problems += lone_dollars(text, where, start)


def _lesson(unit: CourseUnit, root: Path) -> tuple[str, Place]:
    """The text of a unit's lesson; empty where there is none that can be read."""
    path = unit.folder / "lesson.md"
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return text, Place(path.relative_to(root).as_posix(), 1)


def topics(root: Path) -> set[str]:
    """The topics of the course's question bank."""
    return {
        name
        for path in sorted((root / "quizzes" / "bank").rglob("*.yaml"))
        for name in _TOPIC.findall(path.read_text(encoding="utf-8", errors="replace"))
    }


def _pairs(
    course: Course, keys: dict[str, ExerciseKey], processes: int, report: Progress
) -> Iterator[Problem]:
    total, done = sum(len(pairs_of(course, key)) for key in keys.values()), 0

    def count(pairs: int) -> None:
        nonlocal done
        done += pairs
        report("pairs of misconceptions", done, total)

    for key in keys.values():
        yield from inseparable_pairs(course, key, processes, count)


def _main() -> None:
    request = json.loads(sys.stdin.read())
    own = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a course's own code prints

    def report(what: str, done: int, total: int) -> None:
        print(json.dumps([what, done, total]), file=own, flush=True)

    found = find(Path(request["root"]), request["pairs"], processors(), report)
    Path(request["out"]).write_text(pack(found), encoding="utf-8")


if __name__ == "__main__":
    _main()
