"""The parts of an answer key by their digests, to find out which of them has changed.

The gradebook keeps them for each key that something was graded with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from autograder.data.answer_key import AnswerKey, Case, ExerciseKey
from autograder.data.codec import encode
from autograder.data.misconceptions import Identity, KnownMisconception
from autograder.data.packing import pack_declared, pack_signature


@dataclass(frozen=True)
class ExerciseParts:
    """One exercise of a key.

    Parameters
    ----------
    points
        What it is worth.
    asks
        A digest of what learners read and of the criteria.
    tolerance
        A digest of how far a number may be from the right one.
    cases
        A digest of each case, by its name.
    signatures
        A digest of what each misconception, or pair of them, does in the cases, by their names.
    """

    points: float
    asks: str
    tolerance: str
    cases: Mapping[str, str]
    signatures: Mapping[str, str]


@dataclass(frozen=True)
class KeyParts:
    """An answer key.

    ``words`` and ``rules`` hold, by the name of each misconception, a digest of what learners read
    and one of what decides when it is named. ``recorded`` stands for what the reference goes
    through.
    """

    exercises: Mapping[str, ExerciseParts] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    recorded: str = ""

    def text(self) -> str:
        """The parts as a line of JSON."""
        return json.dumps(asdict(self), separators=(",", ":"))


def read_parts(text: str) -> KeyParts:
    """The parts that `KeyParts.text` wrote."""
    fields: dict[str, Any] = json.loads(text)
    exercises = {slug: ExerciseParts(**parts) for slug, parts in fields.pop("exercises").items()}
    return KeyParts(exercises, **fields)


def parts_of(key: AnswerKey) -> KeyParts:
    """The parts of an answer key."""
    return KeyParts(
        {exercise.slug: _exercise_parts(exercise) for exercise in key.exercises},
        {_name((known.identity,)): _words(known) for known in key.misconceptions},
        {_name((known.identity,)): _rules(known) for known in key.misconceptions},
        hashlib.sha256(key.recorded.raw).hexdigest()[:16],
    )


def _exercise_parts(exercise: ExerciseKey) -> ExerciseParts:
    criteria = [(item.name, item.weight) for item in exercise.criteria]
    return ExerciseParts(
        float(exercise.points),
        _digest(
            [
                *(exercise.prompt, exercise.stub, exercise.hints),
                *(exercise.builds_on, exercise.returns, criteria),
            ]
        ),
        _digest([exercise.tolerance.rtol, exercise.tolerance.atol]),
        {case.name: _digest(_packed(case)) for case in exercise.cases},
        {
            _name(signature.misconceptions): _digest(pack_signature(signature))
            for signature in exercise.signatures
        },
    )


def _packed(case: Case) -> list[Any]:
    return [
        *(case.criterion, case.visible, case.judge, case.paired_with),
        *(dict(case.inputs), pack_declared(case.expected)),
    ]


def _words(known: KnownMisconception) -> str:
    return _digest([known.title, known.explanation, known.hint, known.computes])


def _rules(known: KnownMisconception) -> str:
    return _digest([known.same_as, known.same_numbers, known.changes_inputs])


def _name(identities: tuple[Identity, ...]) -> str:
    return " + ".join(f"{identity.slug}@{identity.function}" for identity in identities)


def _digest(value: Any) -> str:
    """What stands for a plain value. It need not resist anybody: learners choose none of it."""
    return hashlib.sha256(encode(value)).hexdigest()[:16]
