"""What is no known mistake: is it left without a name?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from time import thread_time
from typing import Any

import numpy as np

from autograder.course.discover import Course
from autograder.course.mutation import Mutant, TooLong, at_most
from autograder.course.mutation import mutants as mutants_of
from autograder.course.run_locally import record_cases
from autograder.data.answer_key import ExerciseKey
from autograder.data.misconceptions import KnownMisconception
from autograder.data.runs import Run, TaskRun
from autograder.judge.apart import separable
from autograder.judge.diagnose import diagnose
from autograder.judge.explaining import explains
from autograder.judge.pairs import PairSource
from benchmarks.naming.keys import Keys, exercises
from tests.diagnosis.handed_in import differences_of


@dataclass
class RandomValues:
    """How many submissions of random numbers there were, how many were given a name, and the
    seconds each took."""

    count: int = 0
    named: int = 0
    seconds: list[float] = field(default_factory=list)


def random_values(keys: Keys, source: PairSource, times: int) -> RandomValues:
    """Random numbers of the right form, ``times`` for each exercise."""
    rng = np.random.default_rng(0)
    made = RandomValues()
    for key, exercise in exercises(keys):
        for _ in range(times):
            runs = tuple(Run("returned", _scrambled(case.expected, rng)) for case in exercise.cases)
            run = TaskRun(exercise.slug, "defined", runs)
            differences = differences_of(exercise, run.runs)
            start = thread_time()
            said = diagnose(exercise, run, differences, key.misconceptions, source)
            made.seconds.append(thread_time() - start)
            made.count += 1
            made.named += bool(said.misconceptions or said.pattern)
    return made


def _scrambled(value: Any, rng: np.random.Generator) -> Any:
    if isinstance(value, np.ndarray):
        return rng.permutation(value.ravel()).reshape(value.shape) + rng.normal(size=value.shape)
    if isinstance(value, dict):
        return {name: _scrambled(item, rng) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_scrambled(item, rng) for item in value)
    return rng.normal() if isinstance(value, (int, float)) else value


def mutants(course: Course, keys: Keys, others: Keys, every: int) -> Counter[str]:
    """Mutants of the reference: given a name that holds, a false one, told a relation, told the
    difference.

    A name is false if it explains the mutant with ``keys`` but not with ``others``, whose cases are
    of another secret.
    """
    counted: Counter[str] = Counter()
    for unit in course.units:
        for exercise in unit.exercises:
            key, other = (
                keys[unit.slug].exercise(exercise.slug),
                others[unit.slug].exercise(exercise.slug),
            )
            assert key is not None
            assert other is not None
            for mutant in mutants_of(exercise.reference, every):
                counted[_said_of(mutant, key, other, keys[unit.slug].misconceptions)] += 1
    del counted[""]
    return counted


def _said_of(
    mutant: Mutant,
    key: ExerciseKey,
    other: ExerciseKey,
    misconceptions: tuple[KnownMisconception, ...],
) -> str:
    """What is said of a mutant; empty where the cases let it pass, or it does not end."""
    try:
        with at_most(2):
            run, again = (
                TaskRun(entry.slug, "defined", record_cases(mutant.function(), entry.cases))
                for entry in (key, other)
            )
    except TooLong:
        return ""
    differences = differences_of(key, run.runs)
    if not any(differences):
        return ""
    said = diagnose(key, run, differences, misconceptions)
    if not said.misconceptions:
        return f"relation: {said.pattern.name}" if said.pattern else "the difference"
    signature = next(
        signature for signature in other.signatures if signature.misconceptions == said.identities
    )
    elsewhere = differences_of(other, again.runs)
    right = tuple(difference is None for difference in elsewhere)
    apart = separable(other, elsewhere) if said.apart or said.changed_inputs else frozenset()
    return (
        "named, and it holds"
        if explains(other, again, signature, right, apart)
        else "named falsely"
    )
