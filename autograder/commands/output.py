"""What commands share when they speak: console, marks, safe text, and stopping with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

USAGE = 2
"""The exit status of a command that was called wrongly."""


def new_console(stderr: bool = False) -> Console:
    """Rich's console, which leaves out colours where nobody could see them.

    Colons stay colons: Rich would make an emoji of the position in ``file.yaml:100:``. With
    `stderr` it writes there, for people who read beside a program.
    """
    from rich.console import Console

    return Console(highlight=False, emoji=False, stderr=stderr)


def escaped(text: str) -> str:
    """Text that may come from a submission, free of terminal escapes and of Rich's own marks."""
    from rich.markup import escape

    from autograder.data.text import clean

    return escape(clean(text))


def counted(number: int, noun: str) -> str:
    """Write a number of things.

    >>> counted(1, "question"), counted(3, "question")
    ('1 question', '3 questions')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def say_done(console: Console, text: str) -> None:
    """Print what was done, after a green tick. `text` may hold Rich's marks."""
    console.print(f"[green]✓[/] {text}", soft_wrap=True)


def say_advice(console: Console, text: str) -> None:
    """Print what a person should look at, after a yellow mark. `text` may hold Rich's marks."""
    console.print(f"[yellow]![/] {text}", soft_wrap=True)


def say_wrong(console: Console, text: str) -> None:
    """Print what is wrong, after a red cross. `text` may hold Rich's marks."""
    console.print(f"[red]✗[/] {text}", soft_wrap=True)


def shown_path(path: Path) -> Path:
    """A path as a person would type it: relative to this folder where it lies in it."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path


def stop(message: str) -> NoReturn:
    """End the command because it was called wrongly: the reason on stderr, exit status 2."""
    typer.echo(f"gatewise: {message}", err=True)
    raise typer.Exit(USAGE)


def clone() -> Path:
    """The course that this folder is in, or the clone that this installation belongs to.

    Without either, the command ends.
    """
    from autograder.course.discover import CourseError, course_root

    try:
        return course_root()
    except CourseError as error:
        stop(str(error))
