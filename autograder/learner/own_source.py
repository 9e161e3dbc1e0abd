"""The source of a learner's function and of their own functions that it uses, in their kernel."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from autograder.data.runs import Chunk

_MOST_FUNCTIONS = 30


def chunks_of(function: Callable[..., Any]) -> tuple[Chunk, ...]:
    """A chunk for each cell or file that defines the function, or one that it uses.

    Each holds these functions alone, on the lines that they have there. Empty where the source of
    one of them is not known, or where one uses variables of another function around it.

    Parameters
    ----------
    function
        The learner's function.
    """
    if not isinstance(function, FunctionType):
        return ()
    places: dict[str, dict[int, str]] = {}
    for used in _used(function):
        if used.__closure__:
            return ()
        try:
            lines, first = inspect.getsourcelines(used)
        except (OSError, TypeError, SyntaxError):
            return ()
        source = textwrap.dedent("".join(lines)).rstrip("\n")
        places.setdefault(used.__code__.co_filename, {})[max(first, 1)] = source
    own = function.__code__.co_filename
    return tuple(
        Chunk(_named(file, file == own, function.__name__), _on_their_lines(parts))
        for file, parts in places.items()
    )


def chunk_names(function: Callable[..., Any]) -> dict[str, str]:
    """What the chunks of `chunks_of` are called, by file."""
    if not isinstance(function, FunctionType):
        return {}
    own = function.__code__.co_filename
    files = dict.fromkeys(used.__code__.co_filename for used in _used(function))
    return {file: _named(file, file == own, function.__name__) for file in files}


def own_functions(function: Callable[..., Any]) -> tuple[str, ...]:
    """The names of the learner's own functions that a function uses."""
    if not isinstance(function, FunctionType):
        return ()
    return tuple(used.__name__ for used in _used(function) if used is not function)


def _used(function: FunctionType) -> list[FunctionType]:
    """The function, and all that it reaches by name in the same namespace."""
    space, found, todo = function.__globals__, [function], [function]
    while todo and len(found) < _MOST_FUNCTIONS:
        for name in _names(todo.pop().__code__):
            value = space.get(name)
            if (
                isinstance(value, FunctionType)
                and value.__globals__ is space
                and value not in found
            ):
                found.append(value)
                todo.append(value)
    return found


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _named(file: str, own: bool, name: str) -> str:
    """What to call a cell or a file."""
    if Path(file).exists() and "ipykernel" not in file:
        return Path(file).name
    return f"the cell of {name}" if own else "another cell"


def _on_their_lines(parts: dict[int, str]) -> str:
    text: list[str] = []
    for first, source in sorted(parts.items()):
        text += [""] * (first - 1 - len(text))
        text += source.split("\n")
    return "\n".join(text)
