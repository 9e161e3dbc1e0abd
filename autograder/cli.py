"""The command line: one command, `gatewise`, made of the commands in `autograder.commands`."""

from __future__ import annotations

import typer

from autograder.commands import (
    author,
    bank,
    catalogue,
    course_quizzes,
    grade,
    instructor,
    learner,
)
from autograder.commands.options import AUTHORS, INSTRUCTORS, examples

app = typer.Typer(
    name="gatewise",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Learn the LSTM by building it, gate by gate, in NumPy.",
    epilog=examples(
        check_your_own_work="gatewise check gates.py",
        look_around="gatewise demo",
        make_a_course="gatewise course new my-course",
        prove_that_a_course_holds_together="gatewise lint",
    ),
)
app.add_typer(learner.app)
app.add_typer(instructor.app)
app.add_typer(course_quizzes.app, name="course", rich_help_panel=INSTRUCTORS)
app.add_typer(grade.app)
app.add_typer(author.app)
app.add_typer(catalogue.app)
app.add_typer(bank.app, name="bank", rich_help_panel=AUTHORS)


def main() -> None:
    """Run the `gatewise` command."""
    app()
