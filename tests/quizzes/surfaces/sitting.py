"""A quiz in a terminal, run on given lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from rich.console import Console

from quizzes.loading import Bank
from quizzes.sessions import Progress
from quizzes.surfaces.terminal import run_quiz
from quizzes.types import Functions


def sit(
    bank: Bank,
    lines: Any,
    functions: Functions | None = None,
    *,
    topic: Any = None,
    limit: Any = 10,
    progress: Any = None,
    terminal: Any = False,
) -> Any:
    """Run a quiz on these lines; returns the sitting and what was printed."""
    out = io.StringIO()
    waiting: Iterator[Any] = iter(lines)

    def read_line() -> str:
        line = next(waiting, EOFError)
        if isinstance(line, type):
            raise line
        return str(line)

    console = Console(file=out, width=100, force_terminal=terminal, highlight=False)
    progress = progress if progress is not None else Progress(None)
    sitting = run_quiz(
        topic,
        bank=bank,
        limit=limit,
        progress=progress,
        functions=functions,
        prepared={},
        seed=b"sit",
        read_line=read_line,
        console=console,
    )
    return sitting, out.getvalue()
