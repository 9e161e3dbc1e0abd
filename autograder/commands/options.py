"""Options and arguments that several commands share, and how their help shows examples."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

LEARNERS, INSTRUCTORS, AUTHORS = "For learners", "For instructors", "For authors"
"""The headings under which `gatewise --help` lists the commands."""


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
        help="How many submissions to run at the same time [default: one for each processor].",
    ),
]
FeedbackOption = Annotated[
    bool,
    typer.Option(
        "--feedback", help="Also write the feedback pages, as `nbgrader generate_feedback` would."
    ),
]
UnitArgument = Annotated[str | None, typer.Argument(help="Only this unit.", show_default=False)]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Also grade what has not changed since it was graded.")
]
TableOption = Annotated[
    bool, typer.Option("--table", help="Show every learner, however large the class is.")
]
LearnerOption = Annotated[
    str | None,
    typer.Option("--learner", show_default=False, help="Show the rows of this learner alone."),
]
PartOption = Annotated[
    str | None,
    typer.Option(
        "--part",
        show_default=False,
        help="Run only this part of the submissions, such as 2/8: the second of eight.",
    ),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        show_default=False,
        help="Run submissions on the workers of this Dask cluster, such as tcp://10.0.0.1:8786.",
    ),
]
PartFileOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        show_default=False,
        help="The file that --part writes [default: part-2-of-8.zip in this folder].",
    ),
]
RegradeOption = Annotated[
    bool,
    typer.Option(
        "--regrade",
        help="Grade again what a change of the course concerns, and say whose marks moved and why.",
    ),
]
DryRunOption = Annotated[
    bool,
    typer.Option("--dry-run", help="With --regrade: print the same, and write nothing."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print only what needs a person.")]
NoFollowThrough = Annotated[
    bool,
    typer.Option(
        "--no-follow-through",
        help="Do not credit answers that are correct only given an earlier mistake.",
    ),
]
ReferenceFormsOption = Annotated[
    bool | None,
    typer.Option(
        "--reference-forms/--no-reference-forms",
        show_default=False,
        help="Let learners compare a function that has passed with a short form of the reference,"
        " which only a right function opens [default: no; with --update as before].",
    ),
]
UnsafeOption = Annotated[
    bool,
    typer.Option(
        "--allow-unsafe",
        help="Run other people's code even if this machine isolates it only by limits (level C)."
        " The result says so.",
    ),
]
RootOption = Annotated[
    Path | None,
    typer.Option(
        "--from",
        show_default=False,
        help="The folder with `reference/` and `exercises/` [default: the course of this folder, or"
        " this clone].",
    ),
]
UnitsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--units",
        show_default=False,
        metavar="UNIT,…",
        help="Only these units, such as `gates,cell` [default: all; with --update, those that the"
        " course has been made of].",
    ),
]
AnonymousOption = Annotated[
    bool,
    typer.Option(
        "--anonymous",
        help="Write numbers in place of names, and nothing that submissions say in their own"
        " words.",
    ),
]
WatchOption = Annotated[
    bool,
    typer.Option(
        "--watch",
        help="Write a board without learners, grade what comes in, and write it again until"
        " Control-C. The page in the browser loads itself again.",
    ),
]
CourseArgument = Annotated[Path, typer.Argument(help="The course's folder.", show_default=False)]


def unit_names(given: Sequence[str] | None) -> tuple[str, ...]:
    """The names of units, which may be given one by one or with commas between them.

    >>> unit_names(["gates, cell", "layers"]), unit_names(None)
    (('gates', 'cell', 'layers'), ())
    """
    names = (name.strip() for part in given or () for name in part.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def examples(**lines: str) -> str:
    """Write the examples below a command's help.

    Parameters
    ----------
    **lines
        Each example's command line, by what it does. Underscores in the names stand for spaces.

    Returns
    -------
    str
        Markdown with one item for each example. Items are paragraphs of their own, because Typer
        joins the lines of a paragraph.
    """
    items = (f"- {what.replace('_', ' ')}: `{line}`" for what, line in lines.items())
    return "\n\n".join(["Examples:", *items])


UpdateOption = Annotated[
    bool,
    typer.Option(
        "--update",
        help="Make the notebooks, keys and kit of an existing course again. Its secret,"
        " configuration, submissions and gradebook stay.",
    ),
]
