"""Locate in source that is written in a test, in a case of the real course."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from autograder.course.build import draw_case, return_names
from autograder.course.discover import Course, load_course
from autograder.course.recorded import RecordedReference
from autograder.course.run_locally import call_recorded, fresh
from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.location import Location
from autograder.data.runs import Chunk
from autograder.data.trace import Trace
from autograder.judge.locate import locate
from autograder.tracing.job import trace_here
from autograder.tracing.wrap import wrap

__all__ = ["case_of", "line_of", "located", "place_of"]

ROOT = Path(__file__).resolve().parents[3]


@cache
def course() -> Course:
    return load_course(ROOT)


@cache
def reference() -> RecordedReference:
    course()
    return RecordedReference()


@cache
def case_of(slug: str, number: int = 0) -> tuple[ExerciseKey, Case, Trace]:
    """One case of an exercise, with what the reference goes through in it."""
    written = next(
        exercise for unit in course().units for exercise in unit.exercises if exercise.slug == slug
    )
    recipe = written.cases[number]
    inputs = draw_case(written, recipe, b"a test")
    right = call_recorded(written.reference, inputs).value
    case = Case(recipe.name, recipe.criterion, recipe.visible, recipe.judge, inputs, right)
    key = ExerciseKey(
        *(slug, 1.0, written.criteria, written.tolerance, written.prompt, written.stub_source),
        *((), (), return_names(written), (case,), ()),
    )
    truth = reference().trace(slug, inputs)
    assert truth is not None
    return key, case, truth


def located(slug: str, source: str, number: int = 0) -> Location | None:
    """Where the numbers of this source leave the truth."""
    key, case, truth = case_of(slug, number)
    arguments = [fresh(value) for value in case.inputs.values()]
    with np.errstate(all="ignore"):
        trace = trace_here(wrap([Chunk("a.py", source)]), {}, slug, arguments)
    assert trace is not None
    return locate(key, case, truth, trace)


def place_of(slug: str, source: str, right: str, wrong: str) -> tuple[Location, int]:
    """The place that is told once the right words are wrong ones, and the line they stand in."""
    assert source.count(right) == 1
    assert located(slug, source, 1) is None
    place = located(slug, source.replace(right, wrong), 1)
    assert place is not None
    return place, line_of(source, right)


def line_of(source: str, words: str) -> int:
    """The line in which these words stand."""
    return next(number for number, line in enumerate(source.splitlines(), 1) if words in line)
