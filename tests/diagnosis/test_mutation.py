"""Every small change to the reference is caught by the cases, or is right."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.course.authoring import Exercise
from autograder.course.discover import Course
from autograder.course.run_locally import call_recorded, record_cases
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.judge.compare import compare
from tests.diagnosis.mutants import TooLong, at_most, mutants
from tests.diagnosis.survivors import SURVIVORS


def exercises(course: Course, keys: dict[str, AnswerKey]) -> Iterator[tuple[Exercise, ExerciseKey]]:
    for unit in course.units:
        for exercise in unit.exercises:
            key = keys[unit.slug].exercise(exercise.slug)
            assert key is not None
            yield exercise, key


def killed(function: Callable[..., Any], key: ExerciseKey) -> bool:
    try:
        with at_most(2):
            return any(
                compare(case, call_recorded(function, case.inputs), key.tolerance) is not None
                for case in key.cases
                if not case.paired_with
            ) or any(
                compare(case, run, key.tolerance) is not None
                for case, run in zip(key.cases, record_cases(function, key.cases), strict=True)
                if case.paired_with
            )
    except TooLong:
        return True


def alive(exercise: Exercise, key: ExerciseKey, every: int = 1) -> list[str]:
    """The mutants of an exercise's reference that get full marks: what was changed."""
    made = mutants(exercise.reference, every)
    return [mutant.change for mutant in made if not killed(mutant.function(), key)]


def test_a_sample_of_mutants_is_caught(course: Course, keys: dict[str, AnswerKey]) -> None:
    made = 0
    for exercise, key in exercises(course, keys):
        made += sum(1 for _ in mutants(exercise.reference, 11))
        unexplained = set(alive(exercise, key, every=11)) - set(SURVIVORS.get(exercise.slug, {}))
        assert not unexplained, f"{exercise.slug}: no case catches {unexplained}"
    assert made > 350


@pytest.mark.slow
def test_every_mutant_is_caught_or_right(course: Course, keys: dict[str, AnswerKey]) -> None:
    made = 0
    for exercise, key in exercises(course, keys):
        made += sum(1 for _ in mutants(exercise.reference))
        explained = SURVIVORS.get(exercise.slug, {})
        survive = set(alive(exercise, key))
        assert not survive - set(explained), (
            f"{exercise.slug}: no case catches {survive - set(explained)}"
        )
        assert not set(explained) - survive, (
            f"{exercise.slug}: caught or gone, so no longer to be explained: "
            f"{set(explained) - survive}"
        )
    assert made > 4000


def test_the_reference_itself_survives(course: Course, keys: dict[str, AnswerKey]) -> None:
    for exercise, key in exercises(course, keys):
        assert not killed(inspect.unwrap(exercise.reference), key), exercise.slug


def test_mutants_differ_from_each_other_and_from_the_source(course: Course) -> None:
    exercise = next(
        exercise
        for unit in course.units
        for exercise in unit.exercises
        if exercise.slug == "lstm_step"
    )
    changes = [mutant.change for mutant in mutants(exercise.reference)]
    assert any("forget_gate -> input_gate" in change for change in changes)
    assert any("'W_f' -> 'W_i'" in change for change in changes)
    assert len(changes) > 200
