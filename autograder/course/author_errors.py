"""What an exception in an author's file says: the file, the line, and one plain sentence."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.course.discover import CourseError


@dataclass(frozen=True)
class AuthorError:
    """An exception of a course's own code.

    Parameters
    ----------
    file
        The file, relative to the course's root; empty where no file of the course is involved.
    line
        The line, from 1; 0 where there is none.
    sentence
        What Python said about it, in one line.
    """

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.file else ""
        return f"{place}{self.sentence}"


def explain_error(error: BaseException, root: Path) -> AuthorError:
    """Find the place in a course's files that an exception comes from.

    Parameters
    ----------
    error
        The exception, as it was caught.
    root
        The course's root.

    Returns
    -------
    AuthorError
        The last line of the course's own that ran, or the line that cannot be parsed.
    """
    root = root.resolve()
    file, line = "", 0
    for name, number in _places(error):
        path = Path(name)
        if path.is_relative_to(root) and path.relative_to(root).parts[0] in _OWN:
            file, line = path.relative_to(root).as_posix(), number
    return AuthorError(file, line, _sentence(error))


@contextmanager
def plain_errors(root: Path) -> Iterator[None]:
    """End this process with one sentence where a course's own code raises, and no traceback."""
    try:
        yield
    except CourseError as error:
        sys.exit(str(error))
    except Exception as error:
        sys.exit(str(explain_error(error, root)))


_OWN = ("reference", "exercises")
"""The folders that hold a course's code. The engine may lie below the same root."""


def _places(error: BaseException) -> Iterator[tuple[str, int]]:
    """The files and lines that an exception went through; the last one says most."""
    for frame in traceback.extract_tb(error.__traceback__):
        yield frame.filename, frame.lineno or 0
    if isinstance(error, SyntaxError) and error.filename:
        yield error.filename, error.lineno or 0


def _sentence(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return "the file ends Python (SystemExit), so nothing after it can run."
    if isinstance(error, SyntaxError):
        return f"this is not Python: {error.msg}."
    said = " ".join(str(error).split())
    kind = type(error).__name__
    return f"{kind}: {said}." if said else f"{kind}, without a word."
