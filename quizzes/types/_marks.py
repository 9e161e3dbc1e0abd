"""What marking gives: notes on each part of an answer, and the right answer in lines of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from quizzes.types._fields import Reply

Answer: TypeAlias = str | frozenset[str] | bool | float | tuple[str, ...] | Mapping[str, str]
"""An answer in ids: an id, a set of ids, a truth value, a number, ids in order, or a mapping from
row to choice or from blank to text."""


@dataclass(frozen=True)
class Note:
    """What is said about one part: an option, a step, a row, a blank, or the number given.

    ``chosen`` says whether the learner chose it or filled it in, ``right`` whether it is (or was
    answered) right, and ``letter`` is the letter that the learner saw beside it, if any.
    """

    about: str
    chosen: bool
    right: bool
    feedback: str
    misconception: str | None = None
    letter: str = ""

    @property
    def state(self) -> Literal["right", "wrong", "missed", "left"]:
        """How this part went: chosen and right or wrong, or left out rightly or wrongly."""
        if self.chosen:
            return "right" if self.right else "wrong"
        return "missed" if self.right else "left"


def note_on(about: str, chosen: bool, right: bool, reply: Reply, letter: str = "") -> Note:
    """Return a note with an author's reply; only a wrong part carries its misconception."""
    misconception = None if right else reply.misconception
    return Note(about, chosen, right, reply.feedback, misconception, letter)


@dataclass(frozen=True)
class Solution:
    """The right answer, where the notes do not say it: a sentence, and lines in their order."""

    lead: str = ""
    lines: tuple[str, ...] = ()
    numbered: bool = False

    def sentences(self) -> tuple[str, ...]:
        """Return the sentence and the lines, with their numbers where the order counts."""
        lines = [
            f"{number}. {line}" if self.numbered else line
            for number, line in enumerate(self.lines, start=1)
        ]
        return (*([self.lead] if self.lead else []), *lines)


def pairs_of(answer: Answer) -> tuple[str, ...]:
    """Return an answer that maps ids to something as pairs such as ``row=choice``."""
    found = answer if isinstance(answer, Mapping) else {}
    return tuple(f"{name}={value}" for name, value in sorted(found.items()))
