"""The instructor's side of a graded quiz: its numbers, its key, and what its answers refer to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from pydantic import TypeAdapter

from quizzes.types import AnyAsked, AskedQuestion, Functions, Question

_KEYS: TypeAdapter[list[AnyAsked]] = TypeAdapter(list[AnyAsked])


def drawn_for_course(
    questions: Iterable[Question], secret: bytes, functions: Functions | None = None
) -> list[AskedQuestion]:
    """Return the questions with the numbers of one course.

    Parameters
    ----------
    questions
        The questions as they were written.
    secret
        The course's secret: with it the numbers are the same at each call, and unknown without it.
    functions
        The course's functions by dotted name.

    Raises
    ------
    DrawingError
        A named function is missing, or does not give one finite number.
    """
    seed = hashlib.sha256(b"gatewise quiz/" + secret).digest()
    return [question.asked(seed, functions) for question in questions]


def grade_ids(questions: Sequence[Question]) -> list[str]:
    """Return the names of the questions' answer cells, in order.

    Learners read them in their feedback, and a question's own id might give its answer away.
    """
    return [f"question-{number}" for number in range(1, len(questions) + 1)]


def asked_things(questions: Sequence[AskedQuestion]) -> str:
    """Return what answers refer to, in one line.

    While it stays the same, a newer key can mark older answers. Words, keys and tolerances may
    change; ids, letters and drawn numbers are what counts.
    """
    return json.dumps(
        [
            [
                question.id,
                question.type,
                list(question.shown_options().values()),
                question.refers_to(),
            ]
            for question in questions
        ]
    )


def save_key(questions: Sequence[AskedQuestion]) -> str:
    """Return questions with their keys as JSON: marks stay the same when the bank changes."""
    dumped = _KEYS.dump_python(list(questions), mode="json")
    return json.dumps({"schema": 1, "questions": dumped}, indent=1)


def load_key(text: str) -> list[AskedQuestion]:
    """Return what `save_key` wrote.

    Raises
    ------
    ValueError
        The key has a schema that this version does not read, or is malformed.
    """
    data = json.loads(text)
    if data.get("schema") != 1:
        raise ValueError(
            f"The quiz key has schema {data.get('schema')!r}; this version reads schema 1."
        )
    return list(_KEYS.validate_json(json.dumps(data["questions"])))
