"""The command line: one name, `gatewise`, put together from `autograder.commands`."""

from __future__ import annotations

import typer

from autograder.commands import author, bank, catalogue, course_quizzes, instructor, learner
from autograder.commands.options import examples

app = typer.Typer(
    name="gatewise",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Learn the LSTM by building it, gate by gate, in NumPy.",
    epilog=examples(
        learners="gatewise check gates.py",
        instructors="gatewise course new my-course",
        authors="gatewise lint",
        to_look_around="gatewise demo",
    ),
)
app.add_typer(learner.app)
app.add_typer(instructor.app)
app.add_typer(author.app)
app.add_typer(catalogue.app)
app.add_typer(course_quizzes.app, name="course")
app.add_typer(bank.app, name="bank")


def main() -> None:
    """Entry point of the `gatewise` command."""
    app()
