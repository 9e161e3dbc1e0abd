"""Call a plain command line directly: `gatewise check gates.py -e sigmoid` without Typer's parsing.

Typer converts values with pydantic, and loading that takes longer than a check. The options are
those that the command declares to Typer. Whatever is not plain (help, a mistake, a value of another
kind) is left to Typer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from enum import Enum
from inspect import signature
from pathlib import Path
from typing import Any, get_args, get_type_hints

import typer
from typer.models import OptionInfo

_KINDS = (str, Path, Enum)


def plain_arguments(
    command: Callable[..., None], words: Sequence[str]
) -> dict[str, str | Path | Enum] | None:
    """The arguments that the words after a command's name stand for.

    Parameters
    ----------
    command
        A function that is a command of Typer's.
    words
        What was typed after its name.

    Returns
    -------
    dict or None
        Values by parameter; ``None`` where Typer has to look at the words.
    """
    hints = get_type_hints(command, include_extras=True)
    options: dict[str, str] = {}
    places: list[str] = []
    for name in signature(command).parameters:
        info = get_args(hints[name])[1]
        if isinstance(info, OptionInfo):
            named = (info.default, *(info.param_decls or ()))  # Typer's first one is the default
            words_of = [word for word in named if isinstance(word, str) and word.startswith("-")]
            options |= dict.fromkeys(words_of or (f"--{name}",), name)
        else:
            places.append(name)
    found: dict[str, str | Path | Enum] = {}
    left = list(words)
    while left:
        word = left.pop(0)
        if word in options and left:
            name, text = options[word], left.pop(0)
        elif not word.startswith("-") and places:
            name, text = places.pop(0), word
        else:
            return None
        value = _converted(text, get_args(hints[name])[0])
        if value is None or name in found or text.startswith("-"):
            return None
        found[name] = value
    return found


def _converted(text: str, hint: Any) -> str | Path | Enum | None:
    """A word as a value of the kind that a hint names, ``None`` where that is not plain."""
    kinds = [kind for kind in get_args(hint) or (hint,) if kind is not type(None)]
    if len(kinds) != 1 or not (isinstance(kinds[0], type) and issubclass(kinds[0], _KINDS)):
        return None
    try:
        return kinds[0](text)
    except ValueError:
        return None


def call_directly(command: Callable[..., None], arguments: dict[str, str | Path | Enum]) -> int:
    """Call a command. Returns the exit status."""
    try:
        command(**arguments)
    except typer.Exit as ended:
        return ended.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # as of `gatewise check | head`
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - Python flushes it at its end
        return 1
    return 0
