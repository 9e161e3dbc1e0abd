"""The rules that a course must keep, applied to all of it.

It runs in a process of its own (`autograder.course.lint.lint`), where the course's code is loaded.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from autograder.course.build import build_exercise
from autograder.course.discover import Course, load_course
from autograder.course.lint.exercises import handed_out, unclear, unsound
from autograder.course.lint.files import stray_files
from autograder.course.lint.misconceptions import replaceable, uncaught, unfinished
from autograder.course.lint.problem import Problem, Progress
from autograder.course.lint.separation import inseparable, inseparable_pairs
from autograder.course.pair_work import pairs_of
from autograder.data.answer_key import ExerciseKey
from autograder.sandbox import processors

_SECRET = b"lint draws the hidden cases from a secret of its own"


def problems(
    course: Course,
    pairs: bool = True,
    processes: int = 1,
    report: Progress = lambda what, done, total: None,
) -> Iterator[Problem]:
    """Apply every rule to a course that is loaded in this process.

    Parameters
    ----------
    course
        The course.
    pairs
        Whether to try pairs of misconceptions too.
    processes
        How many processes run the pairs.
    report
        Called as the work goes on.

    Yields
    ------
    Problem
        Each rule that does not hold somewhere, as soon as that is known.
    """
    yield from stray_files(course)
    for misconception in course.misconceptions:
        yield from unfinished(misconception, course)
    course = replace(course, misconceptions=tuple(filter(replaceable, course.misconceptions)))
    keys: dict[str, ExerciseKey] = {}
    total = sum(len(unit.exercises) for unit in course.units)
    for unit in course.units:
        for exercise in unit.exercises:
            key = keys[exercise.slug] = build_exercise(course, exercise, _SECRET)
            yield from unclear(exercise)
            yield from handed_out(exercise, unit)
            yield from unsound(exercise, key)
            yield from inseparable(course, key)
            report("exercises, and every misconception in them", len(keys), total)
    for misconception in course.misconceptions:
        yield from uncaught(misconception, keys)
    if pairs:
        yield from _pairs(course, keys, processes, report)


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


def _print_progress(what: str, done: int, total: int) -> None:
    print(json.dumps([what, done, total]), flush=True)


def _main() -> None:
    request = json.loads(sys.stdin.read())
    course = load_course(Path(request["root"]))
    found = problems(course, request["pairs"], processors(), _print_progress)
    packed = json.dumps([vars(problem) for problem in found])
    Path(request["out"]).write_text(packed, encoding="utf-8")


if __name__ == "__main__":
    _main()
