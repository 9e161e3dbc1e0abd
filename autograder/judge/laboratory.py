"""What a diagnosis may ask of the process that runs a learner's code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from autograder.data.answer_key import Case
from autograder.data.runs import Chunk, Run
from autograder.data.trace import Trace


class Laboratory(Protocol):
    """Runs a learner's functions again, recorded or changed. Nothing that it says decides a mark.

    What comes back was made beside the learner's code and can be forged. It affects words alone.
    """

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """The learner's source."""

    @property
    def patient(self) -> bool:
        """Whether there is time for what is good to know and changes no word.

        One learner waits for a check; in a class every millisecond counts a thousand times.
        """

    @property
    def in_a_class(self) -> bool:
        """Whether less is tried of what seldom finds a cause, because a whole class waits."""

    def trace(self, slug: str, case: Case) -> Trace | None:
        """All values that a function goes through in a case, ``None`` where none were recorded."""

    def attempt(
        self, slug: str, chunks: Sequence[Chunk], calls: Sequence[tuple[int, Case]]
    ) -> tuple[Run, ...] | None:
        """Run changed source: for each call the number of the change, and the case.

        Returns
        -------
        tuple of Run or None
            What each call did, in the form of `autograder.judge.edits.variants.caller`; ``None``
            where the time is up.
        """


class NoLaboratory:
    """A `Laboratory` where nothing can be run again."""

    chunks: tuple[Chunk, ...] = ()
    patient = False
    in_a_class = True

    def trace(self, slug: str, case: Case) -> Trace | None:
        """Nothing."""
        return None

    def attempt(
        self, slug: str, chunks: Sequence[Chunk], calls: Sequence[tuple[int, Case]]
    ) -> tuple[Run, ...] | None:
        """Nothing."""
        return None
