"""What authors type: prove that a course holds together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
        every_change_of_the_reference="gatewise lint --mutants",
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
    mutants: Annotated[
        bool,
        typer.Option(
            "--mutants", help="Try every one-edit change of the reference as well: a minute more."
        ),
    ] = False,
) -> None:
    """Prove that a course holds together.

    The reference must pass, stubs must not, and every misconception must be caught and told apart
    from every other. Fields must be in range, cases must be drawn from their `rng` and show
    something, docstrings must fit their functions, and lessons, equations and questions must reach
    learners as they are meant. Each problem has its file and line.

    It reads `reference/`, `exercises/` and the quiz bank, and writes nothing. This course takes one
    to three minutes on two processors, and a few seconds with `--quick`. With `--mutants`, every
    change of one name, number, operator or call of the reference is tried: some case must notice
    it, unless other draws and other numbers show no difference either.

    Exit status: 0 when all holds, 1 when something does not (each problem says what to try), 2 for
    a wrong command.
    """
    from autograder.course.discover import CourseError

    console = new_console()
    try:
        problems = _lint_shown(console, root or clone(), quick)
        if mutants and not problems:
            problems = _mutants_shown(console, root or clone())
    except CourseError as error:
        stop(str(error))
    for problem in problems:
        say_wrong(console, escaped(problem))
    if problems:
        console.print(f"{counted(len(problems), 'problem')}.")
        raise typer.Exit(1)
    extent = ", as far as single misconceptions go" if quick else ""
    say_done(console, f"The course holds together{extent}.")


@app.command(
    rich_help_panel=AUTHORS,
    epilog=examples(
        in_a_clone="gatewise pairs",
        another_course="gatewise pairs --from my-own-exercises",
    ),
)
def pairs(root: RootOption = None) -> None:
    """Work out what two misconceptions at once do, for learners' own checks.

    It reads `reference/` and `exercises/`, and writes a file for each unit into
    `exercises/_pairs/`, where it is missing or out of date. Run it after you have changed
    misconceptions, the reference or visible cases, and commit the files: then nobody has to wait
    for them who makes a course. This course takes some minutes on two processors.

    Exit status: 0 when done, 2 when the course cannot be built.
    """
    from autograder.course.discover import CourseError
    from autograder.course.kit_pairs import pairs_for_kit, prepared_path
    from autograder.course.process import build_keys

    console, place = new_console(), root or clone()
    try:
        with console.status("Running the reference on every case …") as status:
            keys = build_keys(place, b"any secret: visible cases do not depend on it")
            packed = pairs_for_kit(place, keys, lambda step: status.update(f"{step} …"))
    except CourseError as error:
        stop(str(error))
    for unit, content in packed.items():
        path = prepared_path(place, unit)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    size = sum(map(len, packed.values()))
    say_done(console, f"{counted(len(packed), 'file')} in exercises/_pairs, {size / 1e6:.1f} MB.")


def _lint_shown(console: Console, root: Path, quick: bool) -> list[str]:
    """Lint a course behind a progress bar, and return what does not hold."""
    from autograder.commands.lint_questions import question_problems
    from autograder.course.lint import lint as run_lint
    from quizzes.text import mathml

    with _progress(console, "Loading the course") as report:
        problems = run_lint(root, pairs=not quick, report=report, render=mathml)
        if not any(problem.rule == "python" for problem in problems):
            report("the questions", 0, 0)
            problems += question_problems(root)
    return [str(problem) for problem in problems]


def _mutants_shown(console: Console, root: Path) -> list[str]:
    """Try the mutants of a reference behind a progress bar, and return those that pass."""
    from autograder.course.lint.mutants import try_mutants

    with _progress(console, "Making mutants") as report:
        found = try_mutants(root, report)
    console.print(
        f"{counted(found.made, 'mutant')} of the reference: {found.caught} caught by a case,"
        f" {found.equal} equal to it in all that was tried, {len(found.problems)} not noticed.",
        soft_wrap=True,
    )
    return [str(problem) for problem in found.problems]


@contextmanager
def _progress(console: Console, first: str) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar, and what to call with the work, how much is done and how much there is."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(first, total=None)
        yield lambda what, done, total: bar.update(
            task, description=f"Trying {what}", completed=done, total=total or None
        )
