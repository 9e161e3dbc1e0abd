"""Is every one-edit mutant of the reference caught by some case?

It runs in a process of its own, where the course's code is loaded. A mutant that no case catches is
tried on other draws of the same cases, and on cases with other numbers. Where nothing tells it from
the reference, the two are taken to be equal.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from autograder.course.author_errors import plain_errors
from autograder.course.authoring import Exercise
from autograder.course.build import build_exercise, draw_case
from autograder.course.discover import Course, load_course
from autograder.course.lint.findings import Findings, pack, unpack
from autograder.course.lint.places import function_place
from autograder.course.lint.problem import Problem, Progress
from autograder.course.lint.suggestion import changed_cases
from autograder.course.mutation import Mutant, TooLong, at_most, mutants
from autograder.course.parallel import spread
from autograder.course.process import run_in_course
from autograder.course.run_locally import call_recorded, record_cases
from autograder.data.answer_key import Case, ExerciseKey
from autograder.judge.compare import compare
from autograder.sandbox import processors

_SECRET = b"lint draws the hidden cases from a secret of its own"
_OTHERS = tuple(b"another draw %d" % number for number in range(8))
_SECONDS = 2.0
"""A mutant that runs longer is caught: learners' code has a time limit, too."""
_SHARE = 25
"""How many mutants a process gets at a time."""


@dataclass(frozen=True)
class MutantReport:
    """What became of the mutants of a course.

    Parameters
    ----------
    problems
        The mutants that get full marks and are not equal to the reference.
    made, caught, equal
        How many were made, how many a case catches, and how many nothing tells from the reference.
    """

    problems: tuple[Problem, ...]
    made: int
    caught: int
    equal: int


@dataclass(frozen=True)
class Subject:
    """An exercise with its key and some of its mutants."""

    exercise: Exercise
    key: ExerciseKey
    mutants: Sequence[Mutant]


def try_mutants(root: Path, report: Progress = lambda what, done, total: None) -> MutantReport:
    """Try every mutant of a course's reference, in a process of its own.

    Parameters
    ----------
    root
        The folder with ``reference/`` and ``exercises/``.
    report
        Called as the work goes on.

    Raises
    ------
    autograder.course.discover.CourseError
        The course cannot be loaded.
    """
    with tempfile.TemporaryDirectory(prefix="gatewise-") as folder:
        out = Path(folder) / "found"
        run_in_course(
            root,
            "autograder.course.lint.mutants",
            {"out": str(out)},
            lambda line: report(*json.loads(line)),
        )
        counts, packed = out.read_text(encoding="utf-8").split("\n", 1)
        return MutantReport(tuple(unpack(packed).problems), *json.loads(counts))


def mutant_problems(
    course: Course,
    every: int = 1,
    processes: int = 1,
    report: Progress = lambda what, done, total: None,
) -> MutantReport:
    """Try the mutants of a course that is loaded in this process.

    Parameters
    ----------
    course
        The course.
    every
        Only every so many of the mutants.
    processes
        How many processes share the work.
    report
        Called as the work goes on.
    """
    shares = list(_shares(course, every))
    total, done = sum(len(share.mutants) for share in shares), 0
    found: list[Problem] = []
    caught = equal = 0
    for index, (problems, of_share) in spread(
        partial(_try_share, root=course.root), shares, processes
    ):
        found += problems
        caught += of_share
        equal += len(shares[index].mutants) - of_share - len(problems)
        done += len(shares[index].mutants)
        report("mutants of the reference", done, total)
    found.sort(key=lambda problem: problem.place)
    return MutantReport(tuple(found), total, caught, equal)


def _shares(course: Course, every: int) -> Iterator[Subject]:
    plain = replace(course, misconceptions=())
    for unit in course.units:
        for exercise in unit.exercises:
            key = build_exercise(plain, exercise, _SECRET)
            made = list(mutants(exercise.reference, every))
            for start in range(0, len(made), _SHARE):
                yield Subject(exercise, key, made[start : start + _SHARE])


def _try_share(share: Subject, root: Path) -> tuple[list[Problem], int]:
    """The problems of some mutants, and how many of them are caught."""
    problems, caught = [], 0
    for mutant in share.mutants:
        function = mutant.function()
        if is_caught(function, share.key):
            caught += 1
        elif words := _told_apart(function, share.exercise, share.key):
            place = function_place(share.exercise.reference, root)._replace(line=mutant.line)
            problems.append(
                Problem(
                    "mutant",
                    share.exercise.slug,
                    f"With `{mutant.change}` the reference still gets full marks. Some case should"
                    f" notice. They differ in {words}: add such a case.",
                    place,
                )
            )
    return problems, caught


def is_caught(function: Callable[..., Any], key: ExerciseKey) -> bool:
    """Whether some case of an exercise is not passed by a function, or it does not end.

    Parameters
    ----------
    function
        Trusted code with the name and parameters of the exercise.
    key
        The key of the exercise.
    """
    alone = [case for case in key.cases if not case.paired_with]
    try:
        with at_most(_SECONDS):
            return any(_differs(function, case, key) for case in alone) or (
                len(alone) < len(key.cases)
                and any(
                    compare(case, run, key.tolerance) is not None
                    for case, run in zip(key.cases, record_cases(function, key.cases), strict=True)
                    if case.paired_with
                )
            )
    except TooLong:
        return True


def _differs(function: Callable[..., Any], case: Case, key: ExerciseKey) -> bool:
    return compare(case, call_recorded(function, case.inputs), key.tolerance) is not None


def _told_apart(function: Callable[..., Any], exercise: Exercise, key: ExerciseKey) -> str:
    """Where a function that passes every case differs from the reference; empty where nowhere."""
    try:
        with at_most(10 * _SECONDS):
            for words, case in (*_other_draws(exercise), *changed_cases(exercise, key)):
                if _differs(function, case, key):
                    return words
    except TooLong:
        return "some case in which it does not end"
    return ""


def _other_draws(exercise: Exercise) -> Iterator[tuple[str, Case]]:
    for secret in _OTHERS:
        for recipe in exercise.cases:
            if recipe.visible or recipe.judge != "values" or recipe.paired_with:
                continue
            inputs = draw_case(exercise, recipe, secret)
            run = call_recorded(exercise.reference, inputs, exercise.expect)
            if run.outcome == "returned":
                yield (
                    f"another draw of the case {recipe.name!r}",
                    Case(recipe.name, recipe.criterion, False, "values", inputs, run.value),
                )


def _main() -> None:
    request = json.loads(sys.stdin.read())
    own = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a course's own code prints

    def report(what: str, done: int, total: int) -> None:
        print(json.dumps([what, done, total]), file=own, flush=True)

    with plain_errors(Path(request["root"])):
        found = mutant_problems(load_course(Path(request["root"])), 1, processors(), report)
    counts = json.dumps([found.made, found.caught, found.equal])
    packed = pack(Findings(list(found.problems)))
    Path(request["out"]).write_text(f"{counts}\n{packed}", encoding="utf-8")


if __name__ == "__main__":
    _main()
