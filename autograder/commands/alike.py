"""`gatewise course alike`: submissions that are alike beyond what the class explains."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands.options import CourseArgument, examples
from autograder.commands.output import counted, escaped, new_console, say_advice, say_done, stop

if TYPE_CHECKING:
    from autograder.alike.page import UnitAlike
    from autograder.data.answer_key import AnswerKey
    from autograder.submission.course_folder import CourseFolder

MOST_PRINTED = 10
"""Pairs of a unit of which each gets a line."""


app = typer.Typer()


@app.command(
    "alike",
    epilog=examples(
        every_unit="gatewise course alike my-course",
        one_unit="gatewise course alike my-course cell --out cell.html",
    ),
)
def course_alike(
    folder: CourseArgument,
    unit: Annotated[str | None, typer.Argument(help="Only this unit.", show_default=False)] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            show_default=False, help="The file to write [default: alike.html in the course]."
        ),
    ] = None,
) -> None:
    """List submissions that are alike beyond chance, for a person to look at.

    It reads `submitted/`, runs nothing, and writes one HTML page with the passages side by side.
    What the notebook hands out, and what many of the class write alike, does not count. The list is
    no verdict, and changes no mark.
    """
    from autograder.alike.page import write_page
    from autograder.data.answer_key import BadKey
    from autograder.submission.course_folder import CourseFolder, NotACourse

    home, console = CourseFolder(folder), new_console()
    try:
        keys = home.load_keys()
    except (NotACourse, BadKey) as error:
        stop(str(error))
    if unit is not None and unit not in keys:
        stop(f"{folder} has no unit {unit!r}; there are {', '.join(keys)}.")
    chosen = [unit] if unit is not None else list(keys)
    with console.status("Comparing …"):
        found = [_compare(home, name, keys) for name in chosen]
        found = [item for item in found if item.found.works]
        if not found:
            stop(f"nothing of {', '.join(chosen)} lies under {folder / 'submitted'}.")
        path = write_page(found, out or folder / "alike.html")
    for item in found:
        pairs = item.found.pairs
        console.print(
            f"[bold]{escaped(item.unit)}[/]: {counted(len(item.found.works), 'submission')},"
            f" {counted(len(pairs), 'pair')} to look at."
        )
        for pair in pairs[:MOST_PRINTED]:
            say_advice(
                console,
                f"{escaped(pair.first.learner)} and {escaped(pair.second.learner)}:"
                f" {len(pair.shared)} unusual lines alike",
            )
        if len(pairs) > MOST_PRINTED:
            console.print(f"and {counted(len(pairs) - MOST_PRINTED, 'more pair')}")
    say_done(console, f"Wrote {escaped(str(path))}. It is a list to look at, and no verdict.")


def _compare(home: CourseFolder, unit: str, keys: dict[str, AnswerKey]) -> UnitAlike:
    """Compare the submissions for one unit."""
    from autograder.alike import compare_class, read_work
    from autograder.alike.page import UnitAlike
    from autograder.data.runs import Chunk
    from autograder.notebooks.intake.submitted import find_submitted
    from autograder.submission.course_folder import learners_in, unfit_in
    from autograder.submission.read import UnreadableSubmission

    key, submitted = keys[unit], home.root / "submitted"
    slugs = [exercise.slug for exercise in key.exercises]
    given = read_work("", [Chunk("notebook", text) for text in _handed_out(home, unit)], slugs)
    refused = unfit_in(submitted)
    works, left_out = [], []
    for learner in learners_in(submitted):
        place = learner / unit
        if learner in refused or not place.is_dir():
            continue
        try:
            found = find_submitted(place, learner.name, unit, unit, key).read(keys)
        except (UnreadableSubmission, OSError) as error:
            left_out.append((learner.name, str(error)))
            continue
        work = read_work(learner.name, found.chunks, slugs)
        works.append(work)
        if work.unread:
            left_out.append((learner.name, f"{', '.join(work.unread)} cannot be read as Python"))
    return UnitAlike(
        unit,
        key.title,
        compare_class(works, given.lines),
        frozenset(line.normal for line in given.lines),
        tuple(left_out),
    )


def _handed_out(home: CourseFolder, unit: str) -> list[str]:
    """The source of the code cells that learners were given."""
    try:
        text = (home.root / "source" / unit / f"{unit}.ipynb").read_text(encoding="utf-8")
        cells = json.loads(text)["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
