"""Merge what other machines have run into one gradebook."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands import course_grading
from autograder.commands.options import (
    CourseArgument,
    FeedbackOption,
    NoFollowThrough,
    QuietOption,
    UnsafeOption,
    examples,
)
from autograder.commands.output import escaped, new_console, say_advice, stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from autograder.notebooks.intake.submitted import SubmittedFolder
    from autograder.sandbox import Runner

app = course_grading.app
MOST_MISSING = 20
"""Submissions that are in no part, of which each gets a line."""


@app.command(
    "merge",
    epilog=examples(
        all_parts="gatewise course merge my-course part-*-of-8.zip",
        with_feedback_pages="gatewise course merge my-course part-*-of-8.zip --feedback",
    ),
)
def merge(
    folder: CourseArgument,
    files: Annotated[
        list[Path],
        typer.Argument(help="What `course grade --part` wrote.", show_default=False),
    ],
    feedback: FeedbackOption = False,
    quiet: QuietOption = False,
    no_follow_through: NoFollowThrough = False,
    allow_unsafe: UnsafeOption = False,
) -> None:
    """Grade into the gradebook what other machines have run.

    It reads files of `gatewise course grade --part`, and runs nothing. A submission counts only if
    it is the same here as where it was run, byte for byte, with the same answer key. Those that are
    in none of the files are listed.

    Exit status: 0 when all were graded, 1 when a person has to look at one or one is missing, 2 for
    a wrong command.
    """
    from autograder.batch import GradingOptions
    from autograder.cluster.parts import BadPart, recorded
    from autograder.commands.class_summary import Shown
    from autograder.commands.grading_bar import learners_bar
    from autograder.commands.grading_progress import show_results
    from autograder.data.answer_key import BadKey
    from autograder.notebooks.gradebook.part_runs import merge_runs
    from autograder.notebooks.gradebook.trouble import CourseTrouble
    from autograder.submission.course_folder import CourseBusy, NotACourse

    console = new_console()
    try:
        with recorded(files, allow_unsafe) as found, learners_bar(console, "Merging") as shown:
            show = partial(shown.update, shown.add_task("", total=None))
            options = GradingOptions(
                follow_through=not no_follow_through,
                feedback=feedback,
                runner=lambda: _as_it_is(found),
            )
            merged = merge_runs(
                folder,
                found.has,
                options,
                lambda result, done, total: show(
                    completed=done, total=total, description=escaped(result.submitted.learner)
                ),
                lambda work: show(description=work),
            )
    except (BadPart, NotACourse, BadKey, CourseBusy, CourseTrouble, PermissionError) as error:
        stop(str(error))
    done = show_results(console, folder, merged.results, Shown(quiet=quiet))
    _say_missing(console, merged.missing)
    raise typer.Exit(0 if done and not merged.missing else 1)


def _say_missing(console: Console, missing: Sequence[SubmittedFolder]) -> None:
    """Print which submissions are in no part."""
    for submitted in missing[:MOST_MISSING]:
        say_advice(
            console,
            f"{escaped(submitted.learner)}, {escaped(submitted.assignment)}: in none of these files"
            " as it is here; `gatewise course grade` runs it.",
        )
    if len(missing) > MOST_MISSING:
        more = len(missing) - MOST_MISSING
        say_advice(console, f"{more} more are in none of these files.")


@contextmanager
def _as_it_is(runner: Runner) -> Iterator[Runner]:
    yield runner
