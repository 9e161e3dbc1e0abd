"""A misconception as the grader knows it: its name, its texts, and its signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from autograder.data.runs import Run


class Identity(NamedTuple):
    """Names one wrong version: the misconception's slug and the function that it replaces."""

    slug: str
    function: str


@dataclass(frozen=True)
class KnownMisconception:
    """A misconception without its code: what a learner may read of it.

    ``same_as`` holds the slugs of misconceptions that may give the very same numbers.
    """

    slug: str
    replaces: str
    title: str
    explanation: str
    hint: str
    same_as: tuple[str, ...] = ()

    @property
    def identity(self) -> Identity:
        """Names this wrong version: slug and replaced function."""
        return Identity(self.slug, self.replaces)


@dataclass(frozen=True)
class Signature:
    """What the reference does with one or two of its functions replaced by wrong versions.

    ``runs`` has one entry a case: what came out, or ``None`` where it was the right answer.
    """

    misconceptions: tuple[Identity, ...]
    runs: tuple[Run | None, ...]
