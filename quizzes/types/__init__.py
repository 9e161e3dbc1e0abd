"""Question types, one file each: raw values enter; questions that ask, mark and explain leave.

To add a type is to add a file here. It holds a class that inherits from `AskedQuestion` (or, where
something is drawn first, from `Question`) and has a ``type: Literal["its-name"]``. This package
finds the class by itself. Modules that begin with an underscore are what several types share.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, Union, get_args

from pydantic import Field

from quizzes.types._advice import Advice, are_numbers
from quizzes.types._drawing import (
    DrawingError,
    DrawnNumbers,
    Functions,
    PreparedNumbers,
    file_functions,
    reference_functions,
)
from quizzes.types._exchange import LeftOut, exact_number
from quizzes.types._faults import MANY, Fault, nearest_name, unknown_name
from quizzes.types._fields import PATTERNS, Reply, Slug, Strict, Text, Use
from quizzes.types._marks import Answer, Note, Solution
from quizzes.types._question import AskedQuestion, Question
from quizzes.types._reading import AnswerError, NoSuchAnswer, is_blank


def _discovered() -> dict[str, type[Question]]:
    """Return every type in this folder by its name, in the order of their places."""
    found: dict[str, type[Question]] = {}
    for file in pkgutil.iter_modules(__path__):
        if file.name.startswith("_"):
            continue
        module = importlib.import_module(f"{__name__}.{file.name}")
        for member in vars(module).values():
            own = isinstance(member, type) and member.__module__ == module.__name__
            if own and issubclass(member, Question):
                [name] = get_args(member.model_fields["type"].annotation)
                found[name] = member
    return dict(sorted(found.items(), key=lambda item: (item[1].place, item[0])))


def _any_of(classes: list[type[Question]]) -> Any:
    """Return what pydantic reads any of these types with, distinguished by ``type``."""
    return Annotated[Union[tuple(classes)], Field(discriminator="type")]  # noqa: UP007


_FOUND = _discovered()

QUESTION_TYPES = {name: kind for name, kind in _FOUND.items() if kind.written}
"""The types that authors write, by name."""

if TYPE_CHECKING:
    AnyWritten: TypeAlias = Question
    AnyAsked: TypeAlias = AskedQuestion
else:
    AnyWritten = _any_of(list(QUESTION_TYPES.values()))
    AnyAsked = _any_of([kind for kind in _FOUND.values() if issubclass(kind, AskedQuestion)])


def kind_of(raw: Any) -> type[Question]:
    """Return the type that a raw question names; `Question` where it names none."""
    name = raw.get("type") if isinstance(raw, dict) else None
    return QUESTION_TYPES.get(str(name), Question)


__all__ = [
    "MANY",
    "PATTERNS",
    "QUESTION_TYPES",
    "Advice",
    "Answer",
    "AnswerError",
    "AnyAsked",
    "AnyWritten",
    "AskedQuestion",
    "DrawingError",
    "DrawnNumbers",
    "Fault",
    "Functions",
    "LeftOut",
    "NoSuchAnswer",
    "Note",
    "PreparedNumbers",
    "Question",
    "Reply",
    "Slug",
    "Solution",
    "Strict",
    "Text",
    "Use",
    "are_numbers",
    "exact_number",
    "file_functions",
    "is_blank",
    "kind_of",
    "nearest_name",
    "reference_functions",
    "unknown_name",
]
