"""The progress bar while submissions are graded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.commands.class_summary import Shown
from autograder.commands.output import escaped

if TYPE_CHECKING:
    from autograder.notebooks.gradebook.grade_course import Result


def learners_bar(console: Console, what: str) -> Progress:
    """A bar that counts learners and names the last one, where somebody can see it."""
    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


@contextmanager
def grading_bar(
    console: Console, what: str, shown: Shown
) -> Iterator[tuple[Callable[[Result, int, int], None], Callable[[str], None]]]:
    """Show a bar, and yield what to call with each result, and with work for the whole course.

    What a program reads, or what is to be quiet, has no bar in it: it goes to the standard error.

    Parameters
    ----------
    console
        Where to print.
    what
        What is done, such as "Grading".
    shown
        What else is printed.
    """
    beside = Console(stderr=True) if shown.as_json or shown.quiet else console
    with learners_bar(beside, what) as bar:
        show = partial(bar.update, bar.add_task("", total=None))

        def result_done(result: Result, done: int, total: int) -> None:
            show(completed=done, total=total, description=escaped(result.submitted.learner))

        yield result_done, lambda work: show(description=work)
