"""A misconception as the grader knows it: its name, its texts, and its signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from autograder.data.edits import EditKind
from autograder.data.runs import Run


class Identity(NamedTuple):
    """Names one wrong version: the misconception's slug, and the function that it replaces."""

    slug: str
    function: str


@dataclass(frozen=True)
class KnownMisconception:
    """A misconception without its code: what a learner may read of it.

    Parameters
    ----------
    slug, replaces
        What names it: its slug, and the reference function that it is a wrong version of.
    title
        What is wrong in a few words.
    explanation
        Why it is wrong.
    hint
        What to look at.
    same_as
        Slugs of misconceptions that give the very same numbers.
    computes
        The names of what the replaced function returns.
    same_numbers
        Kinds of small slips in the code that give the very same numbers.
    changes_inputs
        The replaced function returns the right values, and changes its inputs.
    """

    slug: str
    replaces: str
    title: str
    explanation: str
    hint: str
    same_as: tuple[str, ...] = ()
    computes: tuple[str, ...] = ()
    same_numbers: tuple[EditKind, ...] = ()
    changes_inputs: bool = False

    @property
    def identity(self) -> Identity:
        """Names this wrong version: slug and replaced function."""
        return Identity(self.slug, self.replaces)


@dataclass(frozen=True)
class Signature:
    """What the reference does with one or two of its functions replaced by wrong versions.

    Parameters
    ----------
    misconceptions
        The wrong versions, one or two.
    runs
        One entry for each case: what came out, ``None`` where it was the right answer.
    """

    misconceptions: tuple[Identity, ...]
    runs: tuple[Run | None, ...]
