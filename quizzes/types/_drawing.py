"""Drawing numbers and calling named functions, for computed questions.

Nothing here knows the course. Its ``reference.*`` functions come in as a mapping of dotted names.
A learner's kit has no reference, so its questions use numbers that were drawn beforehand.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import Field
from typing_extensions import TypeAliasType

from quizzes.text import mapped
from quizzes.types._fields import FunctionName, Name, Strict

Functions = Mapping[str, Callable[..., Any]]
"""Dotted names such as ``reference.count_parameters``, each with its function."""

Argument = TypeAliasType("Argument", "int | float | Name | list[Argument] | dict[Name, Argument]")
"""What a named function is called with: a number, a parameter's name, or lists and mappings.

Lists become arrays. One that holds nothing but whole numbers, such as ``[0, 2]``, becomes an array
of integers; write ``[0.0, 2.0]`` for floats."""


class DrawnNumbers(Strict):
    """What was drawn for a computed question: parameters, answer, and each wrong way's result."""

    values: dict[str, float]
    answer: float
    wrong: tuple[float, ...] = Field(default=(), strict=False)


PreparedNumbers = Mapping[str, Sequence[DrawnNumbers]]
"""Question id to the numbers that were drawn for it beforehand."""


class DrawingError(ValueError):
    """Raised when a computed question cannot be worked out. Says which one and what is missing."""


class Call(Strict):
    """A call of a named function, and which element to take out of what it returns.

    ``take`` picks first an item of a tuple and then an index into an array. Without it the result
    must be a single number.
    """

    function: FunctionName
    arguments: dict[Name, Argument]
    take: tuple[int, ...] = Field(default=(), strict=False)

    def result(self, question: str, functions: Functions, values: Mapping[str, float]) -> float:
        """Return the number that the call gives.

        Parameters
        ----------
        question
            The id of the question, for messages.
        functions
            The functions by dotted name.
        values
            The drawn parameters.

        Raises
        ------
        DrawingError
            The function is missing, raises, or does not give one finite number.
        """
        if self.function not in functions:
            raise DrawingError(
                f"{question} needs the function {self.function}, which is not here. Draw it where"
                " the course's reference is, or use numbers drawn beforehand."
            )
        try:
            arguments = {name: _argument(value, values) for name, value in self.arguments.items()}
            result = functions[self.function](**arguments)
            for index in self.take:
                result = result[index]
            return _single(result)
        except Exception as error:
            raise DrawingError(
                f"{question}: {self.function} with {dict(values)} gave no number: {error}"
            ) from error


def reference_functions(package: str) -> dict[str, Callable[..., Any]]:
    """Return what computed questions may call of a course's reference: ``reference.NAME``.

    These are the public functions of the package and of its modules; no list names them. The
    package holds all of them afterwards, as it does wherever a course is loaded, because files of
    the course reach them through it.

    Parameters
    ----------
    package
        The package's import path; the caller knows which one holds the reference.

    Raises
    ------
    ImportError
        There is no such package.
    """
    found: dict[str, Callable[..., Any]] = {}
    home = importlib.import_module(package)
    for module in _modules(home):
        found |= _public(module, "reference")
    for name, function in found.items():
        short = name.partition(".")[2]
        if not callable(getattr(home, short, None)):
            setattr(home, short, function)
    return found


def file_functions(file: Path) -> dict[str, Callable[..., Any]]:
    """Return the public functions of a Python file of a course, as ``STEM.NAME``.

    Parameters
    ----------
    file
        A file that the course declares, such as ``numbers.py``. It is run.

    Raises
    ------
    DrawingError
        The file raised an exception. Says which.
    """
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None, file
    assert spec.loader is not None, file
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise DrawingError(f"{file} raised {type(error).__name__}: {error}") from error
    return _public(module, file.stem)


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for info in pkgutil.iter_modules(package.__path__):
        if not info.name.startswith("_"):
            module = importlib.import_module(f"{package.__name__}.{info.name}")
            yield from _modules(module) if info.ispkg else [module]


def tidy(value: float) -> float:
    """Return a number as an author would write it: 0.30000000000000004 is 0.3, and 4.0 is 4."""
    rounded = float(f"{value:.15g}")
    return int(rounded) if rounded.is_integer() else rounded


def _public(module: ModuleType, prefix: str) -> dict[str, Callable[..., Any]]:
    return {
        f"{prefix}.{name}": function
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and not name.startswith("_")
        and function.__module__ == module.__name__
    }


def _argument(value: Any, values: Mapping[str, float]) -> Any:
    if isinstance(value, dict):
        return {name: _argument(inner, values) for name, inner in value.items()}
    if isinstance(value, list):
        import numpy as np  # only arrays need it, and few questions of a learner have any

        kind = int if _all_whole(value) else float
        return np.array(mapped(value, lambda leaf: _number(leaf, values)), dtype=kind)
    if isinstance(value, str):
        return values[value]
    return int(value) if float(value).is_integer() else value


def _all_whole(value: Any) -> bool:
    """Whether a list holds whole numbers alone, as the author wrote them: such as classes.

    What stands for a drawn number is none of them, because the type must not depend on the draw.
    """
    return all(map(_all_whole, value)) if isinstance(value, list) else type(value) is int


def _number(value: float | str, values: Mapping[str, float]) -> float:
    return float(values[value] if isinstance(value, str) else value)


def _single(result: Any) -> float:
    """Return one finite number out of a number, or out of an array that holds exactly one."""
    number = (
        float(result.reshape(-1)[0])
        if getattr(result, "size", 1) == 1 and hasattr(result, "reshape")
        else float(result)
    )
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError(f"{number} is not finite")
    return tidy(number)
