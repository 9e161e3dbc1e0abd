"""Computed questions: numbers drawn from a seed, and the answer from a named function that the
caller brings.

Nothing here knows the course: ``reference.*`` functions come in as a mapping of dotted names, and
where they cannot (a learner's kit holds no reference) questions are drawn beforehand with
`write_drawn` and read with `read_drawn`.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import json
import random
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import Field

from quizzes.consistency import PLACEHOLDER
from quizzes.models import Among, AskedQuestion, Computed, DrawnQuestion, Question, Range, Strict

Functions = Mapping[str, Callable[..., Any]]
"""Dotted names such as ``reference.count_parameters`` to what they stand for."""

Drawn = Mapping[str, "list[Numbers]"]
"""Question id to what was drawn for it beforehand."""

PUBLIC_SEED = b"gatewise practice"
"""The seed of practice numbers, which are no secret."""


class DrawingError(ValueError):
    """Raised when a computed question cannot be worked out: which one, and what is missing."""


def number_functions() -> dict[str, Callable[..., Any]]:
    """The functions of `quizzes.numbers` by their dotted names.

    None on a learner's machine, whose wheel leaves that module out: it spells out what an exercise
    asks for.
    """
    try:
        from quizzes import numbers
    except ImportError:
        return {}
    return {
        f"numbers.{name}": function
        for name, function in inspect.getmembers(numbers, inspect.isfunction)
        if not name.startswith("_") and function.__module__ == numbers.__name__
    }


class Numbers(Strict):
    """What was drawn for a computed question: its parameters, the answer, and what each wrong way
    would give.
    """

    values: dict[str, float]
    answer: float
    wrong: tuple[float, ...] = Field(default=(), strict=False)


def work_out(question: Computed, seed: bytes, functions: Functions | None = None) -> Numbers:
    """Numbers drawn from `seed` and the question's id, so that mending one question redraws no
    other.

    Raises `DrawingError` where a named function is missing or does not give one finite number.
    """
    known = number_functions() | dict(functions or {})
    rng = random.Random(hashlib.sha256(seed + b"/" + question.id.encode()).digest())
    values = {name: _pick(domain, rng) for name, domain in sorted(question.parameters.items())}
    answer = _call(question, known, question.function, question.arguments, question.take, values)
    wrong = [
        _call(
            question,
            known,
            entry.function,
            entry.arguments or question.arguments,
            entry.take,
            values,
        )
        for entry in question.wrong
    ]
    return Numbers(values=values, answer=answer, wrong=tuple(wrong))


def fill_in(question: Computed, numbers: Numbers) -> DrawnQuestion:
    """The question as a learner meets it, with these numbers in its texts."""
    if numbers.values.keys() != question.parameters.keys() or len(numbers.wrong) != len(
        question.wrong
    ):
        raise DrawingError(
            f"The numbers drawn for {question.id} are older than the question: draw them again."
        )
    texts = question.model_dump(
        exclude={"type", "parameters", "function", "arguments", "take", "wrong"}
    )
    wrong = [
        {"value": value, "feedback": entry.feedback, "misconception": entry.misconception}
        for value, entry in zip(numbers.wrong, question.wrong, strict=True)
    ]
    shown = {
        name: _shown(value) for name, value in {**numbers.values, "answer": numbers.answer}.items()
    }
    return DrawnQuestion.model_validate(
        _fill(texts | {"wrong": wrong}, shown)
        | {"type": "drawn", "values": numbers.values, "answer": numbers.answer}
    )


def draw(question: Computed, seed: bytes, functions: Functions | None = None) -> DrawnQuestion:
    """`work_out` and `fill_in` in one: the question with numbers drawn from `seed`."""
    return fill_in(question, work_out(question, seed, functions))


def ask(
    question: Question, seed: bytes, functions: Functions | None = None, drawn: Drawn | None = None
) -> AskedQuestion:
    """The question with nothing left to draw: as it is, with numbers drawn now, or with some drawn
    beforehand.
    """
    if not isinstance(question, Computed):
        return question
    ready = (drawn or {}).get(question.id)
    names = {question.function, *(entry.function for entry in question.wrong)}
    if names <= (number_functions().keys() | dict(functions or {}).keys()) or not ready:
        return draw(question, seed, functions)
    return fill_in(
        question, ready[int.from_bytes(hashlib.sha256(seed).digest()[:8], "big") % len(ready)]
    )


def draw_many(
    questions: Iterable[Question], count: int, functions: Functions, seed: bytes = PUBLIC_SEED
) -> dict[str, list[Numbers]]:
    """`count` drawings of each computed question that differ in their numbers (fewer where there
    are not so many).
    """
    found: dict[str, list[Numbers]] = {}
    for question in questions:
        if isinstance(question, Computed):
            drawn: dict[tuple[float, ...], Numbers] = {}
            for attempt in range(4 * count):
                one = work_out(question, seed + b"/%d" % attempt, functions)
                drawn.setdefault(tuple(one.values.values()), one)
            found[question.id] = list(drawn.values())[:count]
    return found


def write_drawn(
    file: Path, questions: Iterable[Question], functions: Functions, count: int = 12
) -> None:
    """Write drawings of *practice* questions, answers included, for a kit that holds no reference.

    Raises `DrawingError` for a graded question: its answers must not travel.
    """
    questions = list(questions)
    for question in questions:
        if question.use != "practice":
            raise DrawingError(
                f"{question.id} is a graded question: its answers cannot go into a public file."
            )
    many = draw_many(questions, count, functions)
    lines = [
        f"  {json.dumps(name)}: [\n"
        + ",\n".join(f"    {one.model_dump_json()}" for one in drawn)
        + "\n  ]"
        for name, drawn in sorted(many.items())
    ]
    text = '{\n "schema": 1,\n "questions": {\n' + ",\n".join(lines) + "\n }\n}\n"
    file.write_text(text, encoding="utf-8")


def read_drawn(file: Path) -> dict[str, list[Numbers]]:
    """What `write_drawn` wrote."""
    data = json.loads(file.read_text(encoding="utf-8"))
    if data.get("schema") != 1:
        raise DrawingError(
            f"{file.name} has schema {data.get('schema')!r}; this version reads schema 1."
        )
    return {
        name: [Numbers.model_validate(one) for one in drawn]
        for name, drawn in data["questions"].items()
    }


def functions_of(package: str) -> dict[str, Callable[..., Any]]:
    """The public functions of a course's package, by their dotted names; the caller says which
    package that is.
    """
    module = importlib.import_module(package)
    return {
        f"reference.{name}": found
        for name, found in vars(module).items()
        if inspect.isfunction(found) and not name.startswith("_")
    }


def _pick(domain: Range | Among, rng: random.Random) -> float:
    if isinstance(domain, Among):
        return _tidy(rng.choice(domain.among))
    steps = int((domain.high - domain.low) / domain.step + 1e-9)
    return _tidy(domain.low + rng.randint(0, steps) * domain.step)


def _tidy(value: float) -> float:
    """The number as an author would write it: 0.30000000000000004 is 0.3, and 4.0 is 4."""
    rounded = float(f"{value:.15g}")
    return int(rounded) if rounded.is_integer() else rounded


def _shown(value: float) -> str:
    """A number as it stands in a text."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.6g}"


def _fill(value: Any, shown: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return PLACEHOLDER.sub(lambda found: shown.get(found[1], found[0]), value)
    if isinstance(value, dict):
        return {name: _fill(inner, shown) for name, inner in value.items()}
    return [_fill(inner, shown) for inner in value] if isinstance(value, list | tuple) else value


def _call(
    question: Computed,
    known: Functions,
    name: str,
    arguments: Mapping[str, Any],
    take: tuple[int, ...],
    values: Mapping[str, float],
) -> float:
    if name not in known:
        raise DrawingError(
            f"{question.id} needs the function {name}, which is not here. Draw it where the"
            " course's reference is, or use numbers drawn beforehand."
        )
    try:
        result = known[name](**{key: _argument(value, values) for key, value in arguments.items()})
        for index in take:
            result = result[index]
        return _single(result)
    except Exception as error:
        raise DrawingError(
            f"{question.id}: {name} with {dict(values)} gave no number: {error}"
        ) from error


def _argument(value: Any, values: Mapping[str, float]) -> Any:
    if isinstance(value, str):
        return values[value]
    if isinstance(value, dict):
        return {name: _argument(inner, values) for name, inner in value.items()}
    if isinstance(value, list):
        import numpy as np  # only arrays need it, and a learner's quiz rarely has any

        return np.array(_nested(value, values), dtype=float)
    return int(value) if float(value).is_integer() else value


def _nested(value: Any, values: Mapping[str, float]) -> Any:
    return (
        [_nested(inner, values) for inner in value]
        if isinstance(value, list)
        else float(values[value] if isinstance(value, str) else value)
    )


def _single(result: Any) -> float:
    """One finite number out of a number or an array that holds exactly one."""
    number = (
        float(result.reshape(-1)[0])
        if getattr(result, "size", 1) == 1 and hasattr(result, "reshape")
        else float(result)
    )
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError(f"{number} is not finite")
    return _tidy(number)
