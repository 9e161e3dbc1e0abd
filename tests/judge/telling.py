"""What a learner is told of runs that are made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from autograder.data.answer_key import ExerciseKey
from autograder.data.diagnosis import Diagnosis
from autograder.data.misconceptions import Identity, KnownMisconception, Signature
from autograder.data.runs import Run, TaskRun
from autograder.judge.diagnose import diagnose
from autograder.judge.pairs import Pair
from tests.judge.made import VALUES, case, differences_of, exercise, ran, returned

GATE = Identity("tanh", "gate")
ALIKE = Identity("alike", "f")
TWO = exercise(case(name="first"), case(name="second"))
ODD = np.sin(VALUES)
"""Wrong values that have no pattern in common with the right ones."""
ODDER = np.cos(VALUES)


def with_signatures(*signatures: tuple[Identity, Any], key: ExerciseKey = TWO) -> ExerciseKey:
    """The key with one signature for each identity: what it returns in every case."""
    return replace(
        key,
        signatures=tuple(
            Signature((identity,), returned(*(value,) * len(key.cases)))
            for identity, value in signatures
        ),
    )


def told(
    key: ExerciseKey,
    runs: tuple[Run, ...],
    *misconceptions: KnownMisconception,
    pairs: Any = None,
) -> Diagnosis:
    """The diagnosis of these runs."""
    return diagnose(key, ran(runs), differences_of(key, runs), misconceptions, pairs)


class Pairs:
    """A source of pairs that returns what it was made with."""

    def __init__(self, *signatures: Signature) -> None:
        self.signatures = signatures
        self.asked = 0

    def matching(
        self, key: ExerciseKey, run: TaskRun, among: tuple[Pair, ...] | None = None
    ) -> tuple[Signature, ...]:
        assert among is None, "nothing is inherited here"
        self.asked += 1
        return self.signatures
