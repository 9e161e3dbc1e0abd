"""Hand in the known mistakes as learners would, and see what they are told. For tests and
benchmarks.

It patches the course that is loaded in this process. Returned values are disturbed in their ninth
digit, as they would be by arithmetic in another order.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from autograder.course.discover import Course
from autograder.course.patch import patched, wrong_versions
from autograder.course.run_locally import call_recorded
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.diagnosis import Diagnosis
from autograder.data.differences import Difference
from autograder.data.grades import Grade
from autograder.data.misconceptions import Identity, KnownMisconception
from autograder.data.runs import JobRun, Run, TaskRun
from autograder.grade import mark
from autograder.judge.compare import compare
from autograder.judge.diagnose import diagnose
from autograder.judge.paired_cases import pair_runs
from autograder.judge.pairs import PairSource
from autograder.submission.read import Submission

Verdict = Literal["right", "same", "masked", "silent", "wrong", "no difference"]
"""Named right; named by a mistake that is declared to be the same; two that give what one mistake
gives in every case, which is named; not named; named wrong; nothing to name, for every case is
right."""


@dataclass(frozen=True)
class Told:
    """What was handed in, and what the learner is told."""

    exercise: str
    made: tuple[Identity, ...]
    verdict: Verdict
    diagnosis: Diagnosis | None


def attempt(course: Course, key: ExerciseKey, made: tuple[Identity, ...]) -> TaskRun:
    """What the exercise's function does with these mistakes in it and in what it calls."""
    known = {(item.slug, item.replaces): item for item in course.misconceptions}
    with ExitStack() as stack:
        for name, wrong in wrong_versions([known[identity] for identity in made]):
            stack.enter_context(patched(name, wrong))
        function = getattr(sys.modules["reference"], key.slug)
        runs = [call_recorded(function, case.inputs) for case in key.cases]
    return TaskRun(
        key.slug, "defined", tuple(replace(run, value=disturbed(run.value)) for run in runs)
    )


def disturbed(value: Any) -> Any:
    """The same numbers but for rounding. What was equal stays so."""
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        return value * (1 + 1e-9 * np.sin(np.nan_to_num(value)))
    if isinstance(value, Mapping):
        return {name: disturbed(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(disturbed(item) for item in value)
    return value


def tell(
    course: Course,
    key: ExerciseKey,
    misconceptions: tuple[KnownMisconception, ...],
    made: tuple[Identity, ...],
    pairs: PairSource | None = None,
) -> Told:
    """Hand in an exercise with these mistakes and judge what is said about it."""
    run = attempt(course, key, made)
    run = replace(run, runs=pair_runs(key.cases, run.runs))
    differences = differences_of(key, run.runs)
    if not any(differences):
        return Told(key.slug, made, "no difference", None)
    diagnosis = diagnose(key, run, differences, misconceptions, pairs)
    return Told(
        key.slug,
        made,
        _verdict(diagnosis, made, {mistake.identity: mistake for mistake in misconceptions}),
        diagnosis,
    )


def differences_of(key: ExerciseKey, runs: tuple[Run, ...]) -> tuple[Difference | None, ...]:
    return tuple(
        compare(case, run, key.tolerance, key.returns)
        for case, run in zip(key.cases, runs, strict=True)
    )


def _verdict(
    diagnosis: Diagnosis, made: tuple[Identity, ...], known: Mapping[Identity, KnownMisconception]
) -> Verdict:
    named = diagnosis.identities
    if not named:
        return "silent"
    if set(named) == set(made):
        return "right"
    if len(named) == len(made) and any(
        all(map(lambda a, b: _declared(known, a, b), named, order)) for order in (made, made[::-1])
    ):
        return "same"
    return "masked" if len(named) < len(made) else "wrong"


def _declared(
    known: Mapping[Identity, KnownMisconception], first: Identity, other: Identity
) -> bool:
    return first == other or other[0] in known[first].same_as or first[0] in known[other].same_as


def hand_in(
    course: Course,
    key: AnswerKey,
    made: tuple[Identity, ...],
    pairs: PairSource | None = None,
    follow_through: bool = True,
) -> Grade:
    """The grade of a whole unit whose functions call each other, with these mistakes in them."""
    tasks = tuple(attempt(course, exercise, made) for exercise in key.exercises)
    return mark(
        Submission("proof", key.unit, ()), key, JobRun("proof", tasks), follow_through, pairs
    )


def singles(
    keys: Mapping[str, AnswerKey],
) -> Iterator[tuple[AnswerKey, ExerciseKey, tuple[Identity, ...]]]:
    """Every first mistake in every exercise in which it shows."""
    for key in keys.values():
        for exercise in key.exercises:
            for alike in exercise.signatures:
                yield key, exercise, alike.misconceptions
