"""`AnswerKey`: all that grading needs to know of a unit, as data.

A key is built once, on the trusted side, from the reference, the cases and the misconceptions
(`autograder.course.build`). After that no reference code is needed: the key holds inputs, expected
outputs and what each known misconception would return. `AnswerKey.public` keeps only what learners
may have.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np

from autograder.data.codec import BadFrame, decode, encode
from autograder.data.criteria import BadMarks, Criterion, Judge, check_marks
from autograder.data.locked import Locked, pack_locked, unpack_locked
from autograder.data.misconceptions import Identity, KnownMisconception, Signature
from autograder.data.packing import pack_declared, pack_fields, unpack_declared
from autograder.data.recordings import NO_RECORDINGS, Recordings
from autograder.data.runs import Task
from autograder.data.signatures import pack_signatures, unpack_signatures
from autograder.data.tolerance import Tolerance
from autograder.data.values import Value

FORMAT = 5
_MAGIC = b"gatewise-key\n"


class BadKey(ValueError):
    """A file is no answer key, or one of another version.

    The message says which file and what to do.
    """


@dataclass(frozen=True)
class Case:
    """One call of an exercise's function.

    Parameters
    ----------
    name
        Names the case in its exercise. Example: ``"three examples"``. Text: plain.
    criterion
        The name of the criterion that it belongs to. Example: ``"right values"``. Text: plain.
    visible
        Whether learners see it. Example: ``True``.
    judge
        What it looks at. Range: ``"values"``, ``"inputs"``, ``"repeats"``, ``"differs"``.
        Example: ``"values"``.
    inputs
        The inputs by parameter name, in the stub's order. Example: ``{"z": np.ones((3, 4))}``.
    expected
        What the reference returned, with `Drawn` leaves where numbers are random. In a paired case,
        an `Origin` for every array of random numbers, by its path. Example: ``np.ones((3, 4))``.
    paired_with
        The name of the earlier case that it is paired with, if any. Example: ``"seed 1"``.
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

    Parameters
    ----------
    slug
        The name of the exercise and of its function.
    points
        What it is worth.
    criteria
        What is marked, *right values* first.
    tolerance
        How far a number may be from the right one.
    prompt, stub, hints
        What learners get: the stub's docstring, its source, and the hints in their order.
    builds_on
        The exercises of the unit whose functions this one may call.
    returns
        The names of the returned values.
    cases
        The cases in the order in which they are run.
    afterwards
        What who has passed it can do now, in sentences.
    locked
        A short way to write it, for learners where the instructor wants that.
    signatures
        What wrong versions of the reference do in these cases. Those of a key that was read from a
        file are unpacked when they are first asked for.
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
    signatures: Sequence[Signature]
    afterwards: str = ""
    locked: Locked | None = None

    def task(self) -> Task:
        """The part that goes into the sandbox: the inputs, and nothing that is expected."""
        return Task(self.slug, self.stub, tuple(tuple(case.inputs.values()) for case in self.cases))


@dataclass(frozen=True)
class AnswerKey:
    """One unit of a course: its exercises and the misconceptions that their signatures name.

    ``recorded`` is what the reference goes through in the cases, to find where a learner's numbers
    leave it. It is read only where a wrong exercise asks for it. ``summary`` is a line on the unit.
    """

    unit: str
    title: str
    exercises: tuple[ExerciseKey, ...]
    misconceptions: tuple[KnownMisconception, ...]
    recorded: Recordings = NO_RECORDINGS
    summary: str = ""

    @property
    def max_score(self) -> float:
        """The points of all exercises together."""
        return sum(exercise.points for exercise in self.exercises)

    def exercise(self, slug: str) -> ExerciseKey | None:
        """The exercise with this slug, ``None`` where there is none."""
        return next((exercise for exercise in self.exercises if exercise.slug == slug), None)

    def misconception(self, identity: Identity) -> KnownMisconception:
        """The misconception with this identity. Raises `StopIteration` where there is none."""
        return next(item for item in self.misconceptions if item.identity == identity)

    def public(self, reference_forms: bool = False) -> AnswerKey:
        """The part that learners get.

        It holds the visible cases, and what single misconceptions do in these cases alone.

        Parameters
        ----------
        reference_forms
            Whether it also holds the locked forms of the reference, which a right function opens.
        """
        exercises = tuple(_visible_part(item, reference_forms) for item in self.exercises)
        named = {
            identity
            for exercise in exercises
            for signature in exercise.signatures
            for identity in signature.misconceptions
        }
        return replace(
            self,
            exercises=exercises,
            misconceptions=tuple(item for item in self.misconceptions if item.identity in named),
            recorded=self.recorded.visible(),
        )

    def save(self, path: Path) -> None:
        """Write the key to a file as compressed plain data, without pickle.

        Folders that are missing are made. Raises `OSError` where the file cannot be written.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.to_bytes())

    @classmethod
    def load(cls, path: Path) -> AnswerKey:
        """Read a key from a file.

        Raises `BadKey` for a file that is no key, and `OSError` for one that cannot be read.
        """
        return cls.from_bytes(path.read_bytes(), str(path))

    def to_bytes(self) -> bytes:
        """The key as compressed plain data."""
        packed: dict[str, Any] = {
            "format": FORMAT,
            "unit": self.unit,
            "title": self.title,
            "summary": self.summary,
            "exercises": [_pack_exercise(exercise) for exercise in self.exercises],
            "misconceptions": [pack_fields(known) for known in self.misconceptions],
            "recorded": np.frombuffer(self.recorded.raw, np.uint8),
        }
        return _MAGIC + zlib.compress(encode(packed), 6)

    @classmethod
    def from_bytes(cls, raw: bytes, source: str = "key") -> AnswerKey:
        """Read a key from the bytes that `to_bytes` made.

        Parameters
        ----------
        raw
            The bytes.
        source
            What to call them in a message.

        Raises
        ------
        BadKey
            The bytes are no key, are damaged, or come from another version.
        """
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
                Recordings(packed["recorded"].tobytes()),
                packed["summary"],
            )
        except (BadFrame, BadMarks, zlib.error, KeyError, TypeError, AttributeError) as error:
            raise BadKey(
                f"{source} is damaged ({error}). Make a new course, or ask for a new kit."
            ) from error


def _visible_part(exercise: ExerciseKey, reference_forms: bool) -> ExerciseKey:
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
        locked=exercise.locked if reference_forms else None,
    )


def _pack_exercise(exercise: ExerciseKey) -> dict[str, Any]:
    return pack_fields(exercise) | {
        "criteria": [pack_fields(criterion) for criterion in exercise.criteria],
        "tolerance": [exercise.tolerance.rtol, exercise.tolerance.atol],
        "cases": [
            pack_fields(case)
            | {"inputs": dict(case.inputs), "expected": pack_declared(case.expected)}
            for case in exercise.cases
        ],
        "signatures": pack_signatures(exercise.signatures),
        "locked": pack_locked(exercise.locked),
    }


def _unpack_exercise(packed: Mapping[str, Any]) -> ExerciseKey:
    fields = dict(packed)
    fields["criteria"] = tuple(Criterion(**item) for item in packed["criteria"])
    check_marks(packed["points"], fields["criteria"])
    fields["tolerance"] = Tolerance(*packed["tolerance"])
    fields["cases"] = tuple(
        Case(**(dict(item) | {"expected": unpack_declared(item["expected"])}))
        for item in packed["cases"]
    )
    fields["locked"] = unpack_locked(packed["locked"])
    fields["signatures"] = unpack_signatures(packed["signatures"])
    for name in ("hints", "builds_on", "returns"):
        fields[name] = tuple(packed[name])
    return ExerciseKey(**fields)
