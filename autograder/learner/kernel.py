"""What a notebook's kernel knows: which cells it has run, and which version of a function it holds.

Without a kernel nothing is known, and every question has an empty answer.
"""

from __future__ import annotations

import ast
import inspect
import json
import linecache
import os
import sys
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import FunctionType
from typing import Any

from autograder.submission.notebook import nbgrader_id, source_of
from autograder.submission.stubs import defined_names

_LAST_ERROR: dict[str, str] = {}
"""What the cells that failed said, by their source: filled by the kernel's own event."""


@dataclass(frozen=True)
class NewerVersion:
    """A cell that should have defined a function and did not: what it raised, where known."""

    error: str = ""


def shell() -> Any:
    """IPython's shell, None where there is none."""
    module = sys.modules.get("IPython")
    return module.get_ipython() if module is not None else None


def displays() -> bool:
    """Whether the value of a last line is shown: in IPython, or where Python is interactive."""
    return shell() is not None or hasattr(sys, "ps1")


def remember_errors() -> None:
    """Let the kernel keep what failing cells say, from now on. Calling it again does nothing."""
    ip = shell()
    if ip is None or getattr(ip, "_gatewise_remembers", False):
        return
    ip._gatewise_remembers = True
    ip.events.register("post_run_cell", _remember)


def _remember(result: Any) -> None:
    """Keep the error of a cell that failed, and forget it when the same cell has run."""
    source = getattr(getattr(result, "info", None), "raw_cell", None)
    if not isinstance(source, str):
        return
    error = result.error_before_exec or result.error_in_exec
    _LAST_ERROR.pop(source, None)
    if isinstance(error, SyntaxError):
        try:
            ast.parse(source)
        except SyntaxError as own:  # Python says more than "incomplete input"
            error = own
    if error is not None:
        line = f" (line {error.lineno})" if getattr(error, "lineno", None) else ""
        text = getattr(error, "msg", None) or str(error)
        _LAST_ERROR[source] = f"{type(error).__name__}: {text}{line}"


def ran_a_definition(slug: str) -> bool:
    """Whether a cell that defines this function was run since the kernel started."""
    return any(defined_names(source, [slug]) for source in _history())


def newer_version(function: Any, slug: str) -> NewerVersion | None:
    """The cell that was run last for a function, where the function does not come from it.

    None where the function is the newest version, or where that is not known.

    Parameters
    ----------
    function
        What the name means in the kernel now; None where it means nothing.
    slug
        The function's name.
    """
    newest = next(
        (source for source in reversed(_history()) if defined_names(source, [slug])), None
    )
    if newest is None:
        return None
    if function is not None:
        own = source_in_a_cell(function)
        if own is None or _holds(newest, own):
            return None
    return NewerVersion(_LAST_ERROR.get(newest, ""))


def source_in_a_cell(function: Any) -> str | None:
    """The source of a function that a cell of this kernel defined, None for any other."""
    function = inspect.unwrap(function) if callable(function) else function
    if not isinstance(function, FunctionType) or os.path.exists(function.__code__.co_filename):
        return None
    if not linecache.getlines(function.__code__.co_filename):
        return None
    try:
        return textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError, SyntaxError):
        return None


def saved_differently(function: Callable[..., Any], slug: str) -> tuple[Path, datetime] | None:
    """The notebook's file and when it was saved, where its cell holds another version.

    None where it holds the version that the kernel has, or where that is not known.
    """
    path, own = _notebook_file(), source_in_a_cell(function)
    if path is None or own is None:
        return None
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = [source_of(cell) for cell in cells if nbgrader_id(cell) == slug]
        saved = datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    if not sources or any(_holds(source, own) for source in sources):
        return None
    return path, saved


def functions_of_cells(namespace: Mapping[str, Any]) -> list[str]:
    """The names of functions that the learner's cells have defined."""
    return [
        name
        for name, value in namespace.items()
        if not name.startswith("_") and source_in_a_cell(value) is not None
    ]


def functions_of_file(namespace: Mapping[str, Any], file: Path) -> list[str]:
    """The names of functions that a Python file has defined so far."""
    return [
        name
        for name, value in namespace.items()
        if isinstance(value, FunctionType) and Path(value.__code__.co_filename) == file
    ]


def line_of_definition(slug: str, file: Path) -> int:
    """The line of a Python file that defines a function at the left edge; 0 where none does."""
    lines = enumerate(linecache.getlines(str(file)), 1)
    return next((number for number, line in lines if line.startswith(f"def {slug}(")), 0)


def _notebook_file() -> Path | None:
    """The file of the notebook that this kernel belongs to, where the server says so."""
    name = os.environ.get("JPY_SESSION_NAME", "")
    path = Path(name)
    return path if name.endswith(".ipynb") and path.is_absolute() and path.is_file() else None


def _history() -> list[str]:
    """The cells that were run since the kernel started, failed ones as well, the oldest first."""
    manager = getattr(shell(), "history_manager", None)
    return [source for source in getattr(manager, "input_hist_raw", ()) if isinstance(source, str)]


def _holds(source: str, function: str) -> bool:
    """Whether the lines of a function stand in a source, one after the other."""
    lines, wanted = _lines(source), _lines(textwrap.dedent(function))
    return any(
        lines[start : start + len(wanted)] == wanted
        for start in range(len(lines) - len(wanted) + 1)
    )


def _lines(source: str) -> list[str]:
    """The lines of a source without the blank ones, and without spaces at their ends."""
    return [line for line in map(str.rstrip, source.splitlines()) if line]
