"""Numbers drawn beforehand, in a file, for learners whose kit holds no reference."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from quizzes.bank import number_files
from quizzes.types import DrawingError, DrawnNumbers, Functions, Question

PUBLIC_SEED = b"gatewise practice"
"""The seed of practice numbers, which are no secret."""


def draw_many(
    questions: Iterable[Question], count: int, functions: Functions, seed: bytes = PUBLIC_SEED
) -> dict[str, list[DrawnNumbers]]:
    """Return drawings of each computed question that differ in their numbers, by question id.

    Parameters
    ----------
    questions
        Questions of any type; those with nothing to draw are left out.
    count
        How many drawings of each; there are fewer where the numbers do not allow so many.
    functions
        The course's functions by dotted name.
    seed
        Decides the numbers.

    Raises
    ------
    DrawingError
        A named function is missing, or does not give one finite number.
    """
    found: dict[str, list[DrawnNumbers]] = {}
    for question in questions:
        drawings: dict[tuple[float, ...], DrawnNumbers] = {}
        for attempt in range(4 * count):
            numbers = question.worked_out(seed + b"/%d" % attempt, functions)
            if numbers is None:
                break
            drawings.setdefault(tuple(numbers.values.values()), numbers)
        if drawings:
            found[question.id] = list(drawings.values())[:count]
    return found


def write_drawn(
    file: Path, questions: Iterable[Question], functions: Functions, count: int = 12
) -> None:
    """Write drawings of practice questions, answers included, to a file for learners.

    Parameters
    ----------
    file
        The file to write.
    questions, functions, count
        As for `draw_many`.

    Raises
    ------
    DrawingError
        A question is graded, so that its answers must not travel; or as for `draw_many`.
    """
    questions = list(questions)
    for question in questions:
        if question.use != "practice":
            raise DrawingError(
                f"{question.id} is a graded question: its answers cannot go into a public file."
            )
    lines = [
        f"  {json.dumps(name)}: [\n"
        + ",\n".join(f"    {numbers.model_dump_json()}" for numbers in drawings)
        + "\n  ]"
        for name, drawings in sorted(draw_many(questions, count, functions).items())
    ]
    text = '{\n "schema": 1,\n "questions": {\n' + ",\n".join(lines) + "\n }\n}\n"
    file.write_text(text, encoding="utf-8")


def read_drawn(file: Path) -> dict[str, list[DrawnNumbers]]:
    """Return what `write_drawn` wrote.

    Raises
    ------
    DrawingError
        The file has a schema that this version does not read.
    """
    data = json.loads(file.read_text(encoding="utf-8"))
    if data.get("schema") != 1:
        raise DrawingError(
            f"{file.name} has schema {data.get('schema')!r}; this version reads schema 1."
        )
    return {
        name: [DrawnNumbers.model_validate(numbers) for numbers in drawings]
        for name, drawings in data["questions"].items()
    }


def prepared_numbers(start: Path | None = None) -> dict[str, list[DrawnNumbers]]:
    """Return the numbers that were drawn beforehand for the nearest practice questions.

    Parameters
    ----------
    start
        Where to look first; the folder in which the program runs without it.
    """
    found: dict[str, list[DrawnNumbers]] = {}
    for file in number_files(start):
        found = read_drawn(file) | found
    return found
