"""What commands share when they speak: the console, text from elsewhere made harmless, and stopping
with a reason.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

USAGE = 2


def new_console() -> Console:
    """Rich's console, which leaves out colours where nobody could see them.

    Colons stay colons: Rich would make an emoji of the position in ``file.yaml:100:``.
    """
    from rich.console import Console

    return Console(highlight=False, emoji=False)


def escaped(text: str) -> str:
    """Text that may come from a submission, free of terminal escapes and of Rich's own marks."""
    from rich.markup import escape

    from autograder.data.text import clean

    return escape(clean(text))


def stop(message: str) -> NoReturn:
    """End the command as one that was called wrongly: the reason on stderr, exit status 2."""
    typer.echo(f"gatewise: {message}", err=True)
    raise typer.Exit(USAGE)


def clone() -> Path:
    """The folder with `reference/` and `exercises/` that this installation belongs to, or the end
    of the command.
    """
    from autograder.course.discover import CourseError, default_root

    try:
        return default_root()
    except CourseError as error:
        stop(str(error))
