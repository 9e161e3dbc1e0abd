"""All commands together, as the one command `gatewise`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from autograder.commands import (
    alike,
    author,
    authoring,
    bank,
    bank_numbers,
    catalogue,
    course_quizzes,
    experiment,
    grade,
    instructor,
    learner,
    lms,
    lms_bundles,
    progress,
    site,
    suggesting,
    watch,
)
from autograder.commands.extras import installed_version
from autograder.commands.options import AUTHORS, INSTRUCTORS, examples

app = typer.Typer(
    name="gatewise",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Build what you learn in NumPy, and read which mistake you made.",
    epilog=examples(
        check_your_own_work="gatewise check gates.py",
        look_around="gatewise demo",
        make_a_course="gatewise course new my-course",
        prove_that_a_course_holds_together="gatewise lint",
    ),
)


def show_version(asked: bool) -> None:
    """Print the version and end the command, if the option was given."""
    if asked:
        typer.echo(f"gatewise {installed_version()}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


app.add_typer(learner.app)
app.add_typer(watch.app)
app.add_typer(progress.app)
app.add_typer(experiment.app)
app.add_typer(instructor.app)
instructor.course.add_typer(alike.app)
lms.app.add_typer(lms_bundles.app, name="export")
app.add_typer(course_quizzes.app, name="course", rich_help_panel=INSTRUCTORS)
assert site.app is course_quizzes.app  # it adds a command to the same group
app.add_typer(grade.app)
app.add_typer(author.app)
authoring.app.add_typer(suggesting.app)
app.add_typer(authoring.app, name="author", rich_help_panel=AUTHORS)
app.add_typer(catalogue.app)
bank.app.add_typer(bank_numbers.app)
app.add_typer(bank.app, name="bank", rich_help_panel=AUTHORS)


def for_learners(words: Sequence[str]) -> bool:
    """Whether a command line is one of those in `autograder.commands.learner`."""
    groups = (learner.app, watch.app, progress.app, experiment.app)
    return any(words and words[0] in typer.main.get_group(app).commands for app in groups)
