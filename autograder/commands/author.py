"""What authors type: prove that a course holds together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands.options import AUTHORS, RootOption, examples
from autograder.commands.output import (
    clone,
    counted,
    escaped,
    new_console,
    say_done,
    say_wrong,
    stop,
)

if TYPE_CHECKING:
    from rich.console import Console

app = typer.Typer()


@app.command(
    rich_help_panel=AUTHORS,
    epilog=examples(
        in_a_clone="gatewise lint",
        without_the_pairs="gatewise lint --quick",
        another_course="gatewise lint --from my-own-exercises",
    ),
)
def lint(
    root: RootOption = None,
    quick: Annotated[
        bool,
        typer.Option(
            "--quick", help="Leave out pairs of misconceptions, which take most of the time."
        ),
    ] = False,
) -> None:
    """Prove that a course holds together.

    The reference must pass, stubs must not, and every misconception must be caught and told apart
    from every other. It reads `reference/`, `exercises/` and the quiz bank, and writes nothing.
    This course takes one to three minutes on two processors, and ten seconds with `--quick`.

    Exit status: 0 when all holds, 1 when something does not (each problem says what to try), 2 for
    a wrong command.
    """
    from autograder.course.discover import CourseError

    console = new_console()
    try:
        problems = _lint_shown(console, root or clone(), quick)
    except CourseError as error:
        stop(str(error))
    for problem in problems:
        say_wrong(console, escaped(problem))
    if problems:
        console.print(f"{counted(len(problems), 'problem')}.")
        raise typer.Exit(1)
    extent = ", as far as single misconceptions go" if quick else ""
    say_done(console, f"The course holds together{extent}.")


def _lint_shown(console: Console, root: Path, quick: bool) -> list[str]:
    """Lint a course behind a progress bar, and return what does not hold."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from autograder.course.lint import lint as run_lint

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Loading the course", total=None)
        problems = run_lint(
            root,
            pairs=not quick,
            report=lambda what, done, total: bar.update(
                task, description=f"Trying {what}", completed=done, total=total
            ),
        )
    return [str(problem) for problem in problems]
