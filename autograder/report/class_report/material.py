"""What a class report shows that is not in the grades."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.data.runs import Chunk
from autograder.report.counted import Counted

Sources = Callable[[str, str], Sequence[Chunk]]
"""The source that a learner submitted, by unit and learner; empty where it cannot be read."""


@dataclass(frozen=True)
class Question:
    """A practice question in which a misconception can be picked.

    ``topic`` is what `gatewise quiz` takes, ``name`` the question's id, and ``prompt`` its text.
    """

    topic: str
    name: str
    prompt: str


def no_sources(unit: str, learner: str) -> Sequence[Chunk]:
    """Show no code at all."""
    return ()


@dataclass(frozen=True)
class Material:
    """What a class report shows that is not in the grades.

    Parameters
    ----------
    counted
        The marks that count, from the gradebook.
    questions
        The practice questions that treat a misconception, by its slug.
    sources
        Where examples of learners' code are taken from.
    names
        The names of people, none of which may stand in an example. The names of learners' folders
        are always among them.
    """

    counted: Counted = field(default_factory=dict)
    questions: Mapping[str, Sequence[Question]] = field(default_factory=dict)
    sources: Sources = no_sources
    names: Collection[str] = ()
