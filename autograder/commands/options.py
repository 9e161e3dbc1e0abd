"""Options that several commands share, and how their help shows examples."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """How results are printed."""

    text = "text"
    json = "json"


FormatOption = Annotated[
    Format,
    typer.Option(
        "--format", "-f", help="`text` for people, `json` for programs (one object a line)."
    ),
]
UnitOption = Annotated[
    str | None,
    typer.Option("--unit", "-u", help="Only this unit, for instance `gates`.", show_default=False),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        show_default=False,
        help="How many hand-ins to run at the same time [default: one for each processor].",
    ),
]
UnsafeOption = Annotated[
    bool,
    typer.Option(
        "--allow-unsafe",
        help=(
            "Run other people's code although this machine isolates it only by "
            "limits (level C). The result says so."
        ),
    ),
]


def examples(**lines: str) -> str:
    """Text below a command's help: a list with each command line, given as the value, after what it
    does, the name.

    Underscores in the names stand for spaces. Paragraphs survive Typer's Markdown where single
    lines would be joined.
    """
    return "\n\n".join(f"- {what.replace('_', ' ')}: `{line}`" for what, line in lines.items())
