"""Faults with their place in a file, and the error that reports all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quizzes.types import Fault


@dataclass(frozen=True)
class BankProblem:
    """A fault in a file: prints as ``file:line:column: saw …; expected …``.

    ``name`` is the file's short name for messages.
    """

    name: str
    line: int
    column: int
    fault: Fault
    path: Path | None = None

    def __str__(self) -> str:
        return f"{self.name}:{self.line}:{self.column}: {self.fault}"


class BankError(ValueError):
    """Raised when files of a bank hold faults; ``problems`` are all of them, in reading order."""

    def __init__(self, problems: Sequence[BankProblem]) -> None:
        self.problems = tuple(
            sorted(problems, key=lambda problem: (problem.name, problem.line, problem.column))
        )
        count = len(self.problems)
        title = f"{count} mistake{'s' if count != 1 else ''} in the questions:"
        super().__init__("\n".join([title, *map(str, self.problems)]))


class UnknownName(KeyError):
    """Raised for a topic or a question that does not exist.

    Unlike other key errors it prints as the sentence it holds.
    """

    def __str__(self) -> str:
        return str(self.args[0])
