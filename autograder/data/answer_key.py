"""`AnswerKey`: all that grading needs to know of a unit, as data.

A key is built once, on the trusted side, from the reference, the cases and the misconceptions
(`autograder.course.build`). After that no reference code is needed: the key holds inputs, expected
outputs and what each known misconception would return. `AnswerKey.public` keeps only what learners
may have.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from autograder.data.codec import BadFrame, decode, encode
from autograder.data.criteria import Criterion, Judge
from autograder.data.declared import Drawn, Origin
from autograder.data.misconceptions import Identity, KnownMisconception, Signature
from autograder.data.runs import Outcome, Run, Task
from autograder.data.tolerance import Tolerance
from autograder.data.tree import rebuild
from autograder.data.values import Value

FORMAT = 2
_MAGIC = b"gatewise-key\n"


class BadKey(ValueError):
    """A file is not an answer key, or one of another version. Says which file and what to do."""


@dataclass(frozen=True)
class Case:
    """One call of an exercise's function.

    It holds the inputs by parameter name (in the stub's order), what it judges, and what the
    reference returned.

    ``expected`` may hold `Drawn` leaves. A case that is paired with an earlier one names it in
    ``paired_with``, and its ``expected`` holds an `Origin` for each array of random numbers.
    """

    name: str
    criterion: str
    visible: bool
    judge: Judge
    inputs: Mapping[str, Value]
    expected: Any
    paired_with: str = ""


@dataclass(frozen=True)
class ExerciseKey:
    """One exercise of a key.

    Cases with their expected outputs, criteria, tolerance, and the signatures.
    """

    slug: str
    points: float
    criteria: tuple[Criterion, ...]
    tolerance: Tolerance
    prompt: str
    stub: str
    hints: tuple[str, ...]
    builds_on: tuple[str, ...]
    returns: tuple[str, ...]
    cases: tuple[Case, ...]
    signatures: tuple[Signature, ...]

    def task(self) -> Task:
        """The part that goes into the sandbox: inputs only."""
        return Task(self.slug, self.stub, tuple(tuple(case.inputs.values()) for case in self.cases))


@dataclass(frozen=True)
class AnswerKey:
    """One unit of a course: its exercises and the misconceptions that their signatures name."""

    unit: str
    title: str
    exercises: tuple[ExerciseKey, ...]
    misconceptions: tuple[KnownMisconception, ...]

    @property
    def max_score(self) -> float:
        """The points of all exercises together."""
        return sum(exercise.points for exercise in self.exercises)

    def exercise(self, slug: str) -> ExerciseKey | None:
        """The exercise with this slug, ``None`` where there is none."""
        return next((exercise for exercise in self.exercises if exercise.slug == slug), None)

    def misconception(self, identity: Identity) -> KnownMisconception:
        """The misconception with this identity."""
        return next(
            misconception
            for misconception in self.misconceptions
            if misconception.identity == identity
        )

    def public(self) -> AnswerKey:
        """The part that learners get.

        Visible cases, and the signatures of single misconceptions on those cases alone.
        """
        exercises = tuple(_visible_part(exercise) for exercise in self.exercises)
        named = {
            identity
            for exercise in exercises
            for signature in exercise.signatures
            for identity in signature.misconceptions
        }
        return replace(
            self,
            exercises=exercises,
            misconceptions=tuple(
                misconception
                for misconception in self.misconceptions
                if misconception.identity in named
            ),
        )

    def save(self, path: Path) -> None:
        """Write the key as compressed plain data (no pickle)."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.to_bytes())

    @classmethod
    def load(cls, path: Path) -> AnswerKey:
        """Read a key. Raises `BadKey` for a file that is not one."""
        return cls.from_bytes(path.read_bytes(), str(path))

    def to_bytes(self) -> bytes:
        """The key as compressed plain data."""
        packed: dict[str, Any] = {
            "format": FORMAT,
            "unit": self.unit,
            "title": self.title,
            "exercises": [_pack_exercise(exercise) for exercise in self.exercises],
            "misconceptions": [
                _pack_fields(misconception) for misconception in self.misconceptions
            ],
        }
        return _MAGIC + zlib.compress(encode(packed), 6)

    @classmethod
    def from_bytes(cls, raw: bytes, source: str = "key") -> AnswerKey:
        """The key that was packed. Raises `BadKey`; `source` names it in the message."""
        if not raw.startswith(_MAGIC):
            raise BadKey(
                f"{source} is not an answer key of Gatewise. Make a new course, or ask for a new"
                " kit."
            )
        try:
            packed = cast("dict[str, Any]", decode(zlib.decompress(raw[len(_MAGIC) :])))
            if packed["format"] != FORMAT:
                raise BadKey(
                    f"{source} has format {packed['format']}; this version of gatewise reads"
                    f" {FORMAT}. Make the course again with this version."
                )
            return cls(
                packed["unit"],
                packed["title"],
                tuple(_unpack_exercise(item) for item in packed["exercises"]),
                tuple(
                    KnownMisconception(**(item | {"same_as": tuple(item["same_as"])}))
                    for item in packed["misconceptions"]
                ),
            )
        except (BadFrame, zlib.error, KeyError, TypeError, AttributeError) as error:
            raise BadKey(
                f"{source} is damaged ({error}). Make a new course, or ask for a new kit."
            ) from error


def _visible_part(exercise: ExerciseKey) -> ExerciseKey:
    keep = [index for index, case in enumerate(exercise.cases) if case.visible]
    cases = tuple(exercise.cases[index] for index in keep)
    signatures = tuple(
        Signature(signature.misconceptions, tuple(signature.runs[index] for index in keep))
        for signature in exercise.signatures
        if len(signature.misconceptions) == 1
        and any(signature.runs[index] is not None for index in keep)
    )
    judged = {case.criterion for case in cases}
    return replace(
        exercise,
        cases=cases,
        signatures=signatures,
        criteria=tuple(criterion for criterion in exercise.criteria if criterion.name in judged),
    )


def _pack_fields(item: Any) -> dict[str, Any]:
    return {name: getattr(item, name) for name in item.__dataclass_fields__}


def _pack_exercise(exercise: ExerciseKey) -> dict[str, Any]:
    return _pack_fields(exercise) | {
        "criteria": [_pack_fields(criterion) for criterion in exercise.criteria],
        "tolerance": [exercise.tolerance.rtol, exercise.tolerance.atol],
        "cases": [
            _pack_fields(case)
            | {
                "inputs": dict(case.inputs),
                "expected": _pack_declared(case.expected),
            }
            for case in exercise.cases
        ],
        "signatures": [pack_signature(signature) for signature in exercise.signatures],
    }


def _unpack_exercise(packed: Mapping[str, Any]) -> ExerciseKey:
    fields = dict(packed)
    fields["criteria"] = tuple(Criterion(**item) for item in packed["criteria"])
    fields["tolerance"] = Tolerance(*packed["tolerance"])
    fields["cases"] = tuple(
        Case(**(dict(item) | {"expected": _unpack_declared(item["expected"])}))
        for item in packed["cases"]
    )
    fields["signatures"] = tuple(unpack_signature(item) for item in packed["signatures"])
    for name in ("hints", "builds_on", "returns"):
        fields[name] = tuple(packed[name])
    return ExerciseKey(**fields)


def pack_signature(signature: Signature) -> dict[str, Any]:
    """A signature as plain values."""
    return {
        "misconceptions": signature.misconceptions,
        "runs": [_pack_run(run) for run in signature.runs],
    }


def unpack_signature(packed: Mapping[str, Any]) -> Signature:
    """The signature that was packed."""
    return Signature(
        tuple(Identity(slug, function) for slug, function in packed["misconceptions"]),
        tuple(_unpack_run(run) for run in packed["runs"]),
    )


def _pack_run(run: Run | None) -> Any:
    if run is None:
        return None
    return {
        "outcome": run.outcome,
        "value": _pack_declared(run.value),
        "changed": run.changed,
        "error": run.error,
        "message": run.message,
    }


def _unpack_run(packed: Any) -> Run | None:
    if packed is None:
        return None
    return Run(
        cast(Outcome, packed["outcome"]),
        _unpack_declared(packed["value"]),
        tuple(packed["changed"]),
        packed["error"],
        packed["message"],
    )


_DRAWN, _ORIGIN = "\0drawn", "\0origin"


def _pack_declared(value: Any) -> Any:
    """`Drawn` and `Origin` as plain mappings, so that the values' own form need not know them."""
    return rebuild(value, _declared_packed)


def _declared_packed(value: Any) -> Any:
    if isinstance(value, Drawn):
        return {
            _DRAWN: [value.shape, value.mean, value.std, value.mean_tolerance, value.std_tolerance]
        }
    return {_ORIGIN: [value.kind, value.of]} if isinstance(value, Origin) else value


def _unpack_declared(value: Any) -> Any:
    return rebuild(value, _declared_unpacked)


def _declared_unpacked(value: Any) -> Any:
    if isinstance(value, Mapping) and set(value) == {_DRAWN}:
        shape, *numbers = value[_DRAWN]
        return Drawn(tuple(shape), *numbers)
    if isinstance(value, Mapping) and set(value) == {_ORIGIN}:
        return Origin(*value[_ORIGIN])
    return value
