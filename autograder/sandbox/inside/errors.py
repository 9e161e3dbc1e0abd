"""What is said of an exception of the submission: its type, its words, and what the grader has."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from numpy import __version__ as NUMPY_VERSION

from . import dump
from .newer import needed
from .notebook import leave_out_commands

LONGEST_MESSAGE = 2000
PYTHON = sys.version.split()[0]
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")


def message_of(error: BaseException) -> str:
    """The words of an exception, which may have none, without a path of the grader's machine."""
    try:
        text = str.__str__(str(error))
        if isinstance(error, ImportError) and error.path:
            text = text.replace(f" ({error.path})", "")
        return text[:LONGEST_MESSAGE]
    except BaseException:
        return ""


def described(error: BaseException) -> str:
    """The type and the words of an exception, and for an import what the grader has."""
    message = " ".join(filter(None, (message_of(error), _what_there_is(error))))
    return f"{dump.type_name(error)}: {message}" if message else dump.type_name(error)


def _what_there_is(error: BaseException) -> str:
    name = getattr(error, "name", None) if isinstance(error, ImportError) else None
    if type(name) is not str:
        return ""
    package = name.partition(".")[0]
    if package == "numpy":
        return f"(the grader has NumPy {NUMPY_VERSION})"
    if package not in sys.stdlib_module_names:
        return "(the grader has NumPy and the standard library only)"
    if isinstance(error, ModuleNotFoundError):
        return "(the grader does not load this part of the standard library)"
    return f"(the grader runs {PYTHON})"


def unparsed(error: BaseException, source: str) -> str:
    """What is said of a chunk that does not parse."""
    if not isinstance(error, SyntaxError):
        return described(error)
    message = f"{dump.type_name(error)}: {error.msg}"[:LONGEST_MESSAGE]
    number, lines = error.lineno or 0, source.split("\n")
    if 0 < number <= len(lines) and _CONFLICT.match(lines[number - 1]):
        return f"{message}; this is a conflict marker of Git: keep one of the two versions"
    version = needed(leave_out_commands(source)[0], error)
    if version:
        message = f"{message}; this needs Python {version}; the grader runs {PYTHON}"
    return message


def frames(error: BaseException) -> Iterator[tuple[str, int | None]]:
    """The file and the line of each frame that an exception came through, the outermost first."""
    trace = error.__traceback__
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


def line_in(error: BaseException, name: str) -> int:
    """The line of the chunk called ``name`` that failed; 0 where the error did not come from it."""
    ours = list(frames(error))[1:2]  # the first frame is that of `Session` itself
    return ours[0][1] or 0 if ours and ours[0][0] == name else 0
