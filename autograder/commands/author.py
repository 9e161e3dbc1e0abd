"""What authors type: prove that the course holds together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.commands.options import examples
from autograder.commands.output import clone, escaped, new_console, stop

app = typer.Typer()


@app.command(
    epilog=examples(
        in_a_clone="gatewise lint",
        without_the_pairs="gatewise lint --quick",
        another_course="gatewise lint --from my-own-exercises",
    )
)
def lint(
    root: Annotated[
        Path | None,
        typer.Option(
            "--from",
            show_default=False,
            help="The folder with `reference/` and `exercises/` [default: this clone].",
        ),
    ] = None,
    quick: Annotated[
        bool,
        typer.Option(
            "--quick", help="Leave out the pairs of mistakes, which take most of the time."
        ),
    ] = False,
) -> None:
    """Prove the course: the reference passes, stubs do not, every known mistake is caught and told
    from every other.

    This course takes one to three minutes on two processors, and ten seconds with `--quick`. Exit
    status 1 when something does not hold; each problem says what to try.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from autograder.course.discover import CourseError
    from autograder.course.lint import lint as run_lint

    console = new_console()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    try:
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("Loading the course", total=None)

            def report(what: str, done: int, total: int) -> None:
                bar.update(task, description=f"Trying {what}", completed=done, total=total)

            problems = run_lint(root or clone(), pairs=not quick, report=report)
    except CourseError as error:
        stop(str(error))
    for problem in problems:
        console.print(f"[red]✗[/] {escaped(str(problem))}", soft_wrap=True)
    if problems:
        console.print(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}.")
        raise typer.Exit(1)
    console.print(
        "[green]✓[/] The course holds together"
        + (", as far as single mistakes go." if quick else ".")
    )
