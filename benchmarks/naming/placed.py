"""What a learner is told in the end of one-edit mutants: the line, the cause, and what it costs."""

from __future__ import annotations

import contextlib
import io
import os
import platform
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import mean, median
from typing import Any

import numpy as np

from autograder.course.mutation import TooLong, at_most
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.runs import Chunk
from autograder.judge.deadline import Deadline, OutOfTime
from autograder.judge.edits.explaining import Remedy, find_remedy
from autograder.judge.edits.trying import Limits
from autograder.judge.locate.knowing import Knowing
from autograder.learner.laboratory import KernelLaboratory
from benchmarks.naming.keys import Keys, exercises
from benchmarks.naming.located import (
    Told,
    located_and_counted,
    mutants_of_right_code,
    table,
    verdict,
)

SECONDS = 8.0


@dataclass(frozen=True)
class Explained:
    """What is said of one mutant.

    Parameters
    ----------
    located, told
        After locating alone, and after the changes near that place were tried.
    cause
        Whether a change was found with which the function is right.
    seconds, more
        Computing time for the place, and for the changes.
    """

    located: Told
    told: Told
    cause: bool
    seconds: float
    more: float


def explained_mutants(keys: Keys, most: int, every: int) -> dict[str, list[Explained]]:
    """Locate and explain mutants of the right code of the project, with the keys of a kit."""
    public = {unit: key.public() for unit, key in keys.items()}
    found = {
        slug: (key, exercise) for key, exercise in exercises(public) for slug in [exercise.slug]
    }
    return {
        where: list(_explained(items, found))
        for where, items in mutants_of_right_code(public, most, every).items()
    }


def _explained(
    items: Sequence[Told], keys: dict[str, tuple[AnswerKey, ExerciseKey]]
) -> Iterator[Explained]:
    for item in items:
        key, exercise = keys[item.exercise]
        with (
            np.errstate(all="ignore"),
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.suppress(TooLong),
            at_most(20),
        ):
            warnings.simplefilter("ignore")
            yield _one(item, key, exercise)


def _one(item: Told, key: AnswerKey, exercise: ExerciseKey) -> Explained:
    if item.location is None:
        return Explained(item, item, False, 0.0, 0.0)
    case = next(case for case in exercise.cases if case.name == item.location.case)
    source, began = item.edit.source, time.thread_time()
    location, events = located_and_counted(key, exercise, case, source)
    location = location or item.location
    located = time.thread_time()
    truth = key.recorded.trace(exercise.slug, case.name, case.visible)
    assert truth is not None
    known = Knowing(exercise, case, truth, location)
    limits = Limits(events, deadline=Deadline(SECONDS))
    try:
        remedy = find_remedy(exercise, location, _Mutant(item), known, limits)
    except OutOfTime:
        remedy = Remedy(location)
    done = time.thread_time()
    told = verdict(source, item.edit, remedy.location)
    return Explained(
        item,
        replace(item, verdict=told, location=remedy.location),
        bool(remedy.edits) and remedy.whole,
        located - began,
        done - located,
    )


class _Mutant(KernelLaboratory):
    """The laboratory of a learner's kernel, for source that stands in no file."""

    def __init__(self, item: Told) -> None:
        space: dict[str, Any] = {"__name__": "mutant"}
        exec(compile(item.edit.source, "<mutant>", "exec", dont_inherit=True), space)
        super().__init__(space[item.exercise])
        self._space = space
        self._chunks = (Chunk("<mutant>", item.edit.source),)


def report(keys: Keys, most: int, every: int) -> str:
    """The tables by unit, as Markdown."""
    found = explained_mutants(keys, most, every)
    both = [item for items in found.values() for item in items]
    lines = [
        "# Where the numbers leave the truth, and why",
        "",
        (
            f"Made by `python benchmarks/diagnosis.py --places`. Python"
            f" {platform.python_version()}, NumPy {np.__version__}, {platform.machine()},"
            f" {os.cpu_count()} cores."
        ),
        "",
        (
            "Right code in many styles with one edit in it, drawn at random: another operand,"
            " operator, function, constant, sign, key or index, a missing factor, term, call or"
            " transpose. Only those whose values are wrong and that raise nothing, in the cases of"
            " a learner's kit. *neighbour*: a statement that reads what the edited one writes, or"
            " the other way round. *told the cause*: a change was found with which all cases are"
            " right."
        ),
        "",
    ]
    for where, items in {**found, "All of them": both}.items():
        lines += [f"## {where}", "", "After locating alone:", ""]
        lines += [*table([item.located for item in items]), "", "As the learner is told:", ""]
        lines += [*table([item.told for item in items]), ""]
        causes = sum(item.cause for item in items)
        right = sum(item.cause and item.told.verdict == "line" for item in items)
        lines += [
            f"Told the cause: {causes / len(items):.0%}, at the right line"
            f" {right / len(items):.0%}.",
            "",
        ]
    return "\n".join([*lines, *_cost(both)])


def _cost(items: Sequence[Explained]) -> list[str]:
    """What it costs, once the case is known: a class asks for the same cases again and again."""
    places = [1e3 * item.seconds for item in items if item.seconds]
    more = [1e3 * item.more for item in items if item.seconds]
    return [
        "## Computing time",
        "",
        "| for one wrong exercise | mean | median | 9 of 10 below |",
        "|---|---|---|---|",
        *(
            f"| {what} | {mean(times):.0f} ms | {median(times):.0f} ms |"
            f" {np.quantile(times, 0.9):.0f} ms |"
            for what, times in (
                ("its place: wrapped, run, read and located", places),
                ("its cause as well: changes tried", more),
            )
        ),
        "",
        (
            "In a class the known values of a case are worked out once, as here. What has a name"
            " is not looked at there, so that both rows count only for what has none."
        ),
        "",
    ]
