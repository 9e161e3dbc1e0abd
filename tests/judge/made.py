"""Small answer keys and runs, made by hand: no course is loaded and nothing is run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.data.answer_key import AnswerKey, Case, ExerciseKey
from autograder.data.criteria import RIGHT_VALUES, Criterion, Judge
from autograder.data.differences import Difference
from autograder.data.misconceptions import Identity, KnownMisconception, Signature
from autograder.data.runs import Found, Run, TaskRun
from autograder.data.tolerance import Tolerance
from autograder.judge.compare import compare

VALUES = np.array([[0.25, -1.5, 3.0], [0.75, 2.0, -0.125]])
"""What a right function returns where a test asks for nothing else."""
TANH = Identity("tanh", "f")
BIAS = Identity("no-bias", "f")


def case(
    expected: Any = VALUES,
    *,
    name: str = "a case",
    criterion: str = RIGHT_VALUES,
    visible: bool = True,
    judge: Judge = "values",
    inputs: Mapping[str, Any] | None = None,
    paired_with: str = "",
) -> Case:
    """A case that expects `expected`."""
    given = {"x": VALUES} if inputs is None else inputs
    return Case(name, criterion, visible, judge, given, expected, paired_with)


def exercise(
    *cases: Case,
    slug: str = "f",
    points: float = 1.0,
    criteria: tuple[Criterion, ...] = (Criterion(RIGHT_VALUES),),
    returns: tuple[str, ...] = ("y",),
    builds_on: tuple[str, ...] = (),
    signatures: tuple[Signature, ...] = (),
    hints: tuple[str, ...] = ("Think.",),
) -> ExerciseKey:
    """An exercise with these cases, or with one that expects `VALUES`."""
    return ExerciseKey(
        slug,
        points,
        criteria,
        Tolerance(),
        "Write it.",
        f"def {slug}(x): ...",
        hints,
        builds_on,
        returns,
        cases or (case(),),
        signatures,
    )


def unit(*exercises: ExerciseKey, misconceptions: tuple[KnownMisconception, ...] = ()) -> AnswerKey:
    """The key of a unit."""
    return AnswerKey("unit", "A unit", exercises, misconceptions)


def known(identity: Identity, same_as: tuple[str, ...] = ()) -> KnownMisconception:
    """A misconception with texts that name it."""
    slug = identity.slug
    return KnownMisconception(
        slug, identity.function, f"the title of {slug}", f"Why {slug}.", f"Fix {slug}.", same_as
    )


def returned(*values: Any) -> tuple[Run, ...]:
    """Runs that returned these values."""
    return tuple(Run("returned", value) for value in values)


def ran(
    runs: tuple[Run, ...], slug: str = "f", found: Found = "defined", uses: tuple[str, ...] = ()
) -> TaskRun:
    """What a learner's function did."""
    return TaskRun(slug, found, runs, uses=uses)


def differences_of(key: ExerciseKey, runs: tuple[Run, ...]) -> tuple[Difference | None, ...]:
    """How each run differs from its case."""
    return tuple(
        compare(case, run, key.tolerance, key.returns)
        for case, run in zip(key.cases, runs, strict=True)
    )
