"""A laboratory for tests: it runs source in this process, and knows no trace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.course.run_locally import fresh
from autograder.data.answer_key import Case
from autograder.data.runs import Chunk, Run
from autograder.data.trace import Trace
from autograder.judge.edits.variants import ATTEMPT


class Bench:
    """Runs what it is given, as a sandbox would, and counts its jobs."""

    patient = True
    in_a_class = False

    def __init__(self, source: str, traced: Trace | None = None) -> None:
        self.chunks: tuple[Chunk, ...] = (Chunk("work.py", source),)
        self.jobs: list[int] = []
        self.traced = traced

    def trace(self, slug: str, case: Case) -> Trace | None:
        """What the test was made with."""
        return self.traced

    def attempt(
        self, slug: str, chunks: Sequence[Chunk], calls: Sequence[tuple[int, Case]]
    ) -> tuple[Run, ...] | None:
        """Each call in turn, in a namespace of its own."""
        self.jobs.append(len(calls))
        space: dict[str, Any] = {}
        for chunk in chunks:
            exec(chunk.source, space)
        return tuple(_call(space[ATTEMPT], number, case) for number, case in calls)


def _call(attempt: Any, number: int, case: Case) -> Run:
    try:
        return Run("returned", attempt(number, *map(fresh, case.inputs.values())))
    except BaseException as error:
        return Run("raised", error=type(error).__name__)
