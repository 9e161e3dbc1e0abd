"""The text of a submitted file, which may be anything."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from autograder.submission.file_kinds import other_kind

LARGEST_FILE = 20_000_000
"""Bytes of a submitted file, outputs and pictures included."""
LARGEST_SOURCE = 400_000
"""Characters of code in one submission."""
LARGEST_TEXT = 4_000_000
"""Characters of all cells of one notebook, text cells and locked ones included."""
MOST_CELLS = 1_000
"""Cells of one submission."""

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
"""What PEP 263 prescribes."""
_COOKIE_SEEN = 1000
"""Bytes in which such a comment is looked for."""
_COMMENT = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_NAMES = (
    *("ascii", "utf-8", "utf-8-sig", "mac_roman", "cp437", "cp850", "koi8_r", "koi8_u", "tis_620"),
    *("big5", "cp932", "cp949", "euc_jp", "euc_kr", "gb2312", "gbk", "gb18030", "shift_jis"),
    *(f"cp{number}" for number in range(1250, 1259)),
    *(f"iso8859_{number}" for number in range(1, 17) if number != 12),
)


@cache
def _encodings() -> frozenset[str]:
    """Encodings of text that are decoded in a time that grows with the text alone.

    Python knows others, such as ``idna``, that take much longer, or make something else of it.
    """
    return frozenset(codecs.lookup(name).name for name in _NAMES)


class UnreadableSubmission(ValueError):
    """A submission cannot be read. Says what was seen, what was expected and what to try."""


def read_source(path: Path) -> str:
    """Return the text of a file, with ``\\n`` at the end of each line.

    A notebook is UTF-8. A Python file is decoded as Python would, with the encoding that a comment
    in its first two lines names (PEP 263).

    Raises `UnreadableSubmission` when the file is no plain file, too large, closed, of another kind
    (`autograder.submission.file_kinds`), or not text in its encoding.
    """
    try:
        if path.exists() and not path.is_file():  # reading a pipe would wait forever
            raise UnreadableSubmission(
                f"{path} is not a file. Give a notebook (.ipynb) or a Python file (.py)."
            )
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnreadableSubmission(
                f"{path} has {size:,} bytes; a submission has at most {LARGEST_FILE:,}. "
                "Clear the outputs of the notebook and save it again."
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSubmission(f"cannot read {path}: {error.strerror}") from error
    if kind := other_kind(data):
        raise UnreadableSubmission(f"{path} {kind}")
    encoding = _encoding(data, path) if path.suffix.lower() == ".py" else "utf-8"
    return _decoded(data, encoding, path).replace("\r\n", "\n").replace("\r", "\n")


def _encoding(data: bytes, path: Path) -> str:
    """The encoding that the first two lines of a Python file name, UTF-8 where they name none."""
    named = None
    for line in re.split(rb"\r\n?|\n", data.removeprefix(codecs.BOM_UTF8)[:_COOKIE_SEEN])[:2]:
        if named := _COOKIE.match(line):
            break
        if not _COMMENT.match(line):
            return "utf-8"
    if named is None:
        return "utf-8"
    name = named[1].decode("ascii")
    encoding = re.sub(r"-(?:unix|dos|mac)$", "", name, flags=re.IGNORECASE)
    try:
        known = codecs.lookup(encoding).name
    except LookupError:
        known = ""
    if known != "utf-8" and known not in _encodings():
        raise UnreadableSubmission(
            f"{path} says that its encoding is {name}, which the grader does not read. Save it"
            " again as UTF-8, without that line."
        )
    if data.startswith(codecs.BOM_UTF8) and known != "utf-8":
        raise UnreadableSubmission(
            f"{path} begins with the byte-order mark of UTF-8, but says that its encoding is"
            f" {name}: Python refuses that. Save it again as UTF-8, without that line."
        )
    return known


def _decoded(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSubmission(
            f"{path} is not text in {encoding.upper()} (byte {error.start} cannot be read). "
            "Save it again as UTF-8."
        ) from error


def refuse_huge(size: int, cells: int, path: Path, text: int = 0) -> None:
    """Raise `UnreadableSubmission` for a source that is too large to be searched.

    The limits are `LARGEST_SOURCE` characters of code, `MOST_CELLS` cells, and `LARGEST_TEXT`
    characters of all cells together.
    """
    if text > LARGEST_TEXT:
        raise UnreadableSubmission(
            f"{path} holds {text:,} characters in its cells; a submission has at most"
            f" {LARGEST_TEXT:,}. Attach pictures to a cell instead of writing them into its text."
        )
    if size > LARGEST_SOURCE:
        raise UnreadableSubmission(
            f"{path} holds {size:,} characters of code; a submission has at most"
            f" {LARGEST_SOURCE:,}. Read large data from elsewhere, and submit the functions alone."
        )
    if cells > MOST_CELLS:
        raise UnreadableSubmission(
            f"{path} holds {cells:,} cells; a submission has at most {MOST_CELLS:,}. Submit the "
            "notebook that you were given, with your work in its own cells."
        )


@contextmanager
def naming_the_file_alone(path: Path) -> Iterator[None]:
    """Let messages about a file give its name without its folders.

    Learners read these messages and have no use for the folders of the grader's machine.
    """
    try:
        yield
    except UnreadableSubmission as error:
        raise UnreadableSubmission(str(error).replace(str(path), path.name)) from error
