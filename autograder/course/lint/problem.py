"""What `gatewise lint` reports."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Progress = Callable[[str, int, int], None]
"""Called with what is being tried, how much of it is done, and how much there is."""


class Place(NamedTuple):
    """A file of the course, relative to its root, and a line of it, from 1 (0 for the whole)."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


NOWHERE = Place("")
"""The place of a problem that belongs to no file."""


@dataclass(frozen=True)
class Problem:
    """Something that does not hold in a course.

    Parameters
    ----------
    rule
        The name of the rule that is broken, such as ``"hints"``.
    where
        The exercise, the misconception or the file.
    message
        What was seen, what should hold, and what to try.
    place
        The file and the line to look at.
    """

    rule: str
    where: str
    message: str
    place: Place = NOWHERE

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place.file else ""
        return f"{place}[{self.rule}] {self.where}: {self.message}"


def instead(names: Sequence[str], wanted: Sequence[str]) -> str:
    """Say which wanted name the first wrong one stands for; empty where that is not clear.

    >>> instead(["x", "b"], ["x", "b_z"])
    " Did you mean 'b_z'?"
    """
    wrong = [name for name in names if name not in wanted]
    missing = [name for name in wanted if name not in names]
    if len(wrong) == len(missing) == 1:
        return f" Did you mean {missing[0]!r}?"
    return did_you_mean(wrong[0], missing) if wrong else ""


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """Say which known name is nearest to a name, with a space in front; empty where none is.

    >>> did_you_mean("updat_gate", ["reset_gate", "update_gate"])
    " Did you mean 'update_gate'?"
    """
    close = difflib.get_close_matches(str(name), list(known), 1, 0.6)
    return f" Did you mean {close[0]!r}?" if close else ""
