"""How `gatewise status` shows units, exercises and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.columns import Columns
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from autograder.commands.output import shown_path
from autograder.data.text import clean
from autograder.learner.status import NextStep, UnitStatus
from autograder.report.panel import SOFT, STYLES
from autograder.report.progress import progress_bar, when
from autograder.report.text import MARKS, ONLY_VISIBLE


def print_unit(console: Console, status: UnitStatus) -> None:
    """Print one unit: how far it is, its file and its exercises."""
    count = len(status.key.exercises)
    line = Text.assemble(
        (f"{status.key.unit:9}", "bold"),
        progress_bar(status.passed, count),
        f"  {status.key.title}",
    )
    console.print(line)
    if status.file is None:
        console.print(Text("         no notebook and no Python file of it is here", "yellow"))
    elif status.file.problem:
        console.print(Text(f"         {clean(status.file.problem)}", "yellow"))
    elif status.begun:
        marks = [
            Text(f"{MARKS[grade.status]} {grade.slug}", STYLES[grade.status])
            for grade in status.grades
        ]
        console.print(Padding(Columns(marks, (0, 2)), (0, 0, 0, 9)))
    if status.file is not None and status.file.written:
        saved = datetime.fromtimestamp(status.file.saved)
        console.print(Text(f"         in {status.file.path.name}, saved {when(saved)}", SOFT))
    for path in status.others:
        console.print(Text(f"         {path.name} holds work as well, saved before", SOFT))


def print_next(console: Console, statuses: Sequence[UnitStatus], step: NextStep | None) -> None:
    """Print how much is done, and the exercise to work on next."""
    passed = sum(status.passed for status in statuses)
    count = sum(len(status.key.exercises) for status in statuses)
    console.print()
    console.print(Text.assemble(("Done   ", "bold"), f"{passed} of {count} exercises"))
    if step is None:
        console.print(f"{ONLY_VISIBLE} Train what you built: gatewise experiment", style=SOFT)
        return
    file = step.unit.file
    place = f" in {shown_path(file.path)}" if file is not None else ""
    console.print(
        Text.assemble(
            ("Next   ", "bold"), (step.grade.slug, "bold"), place, ": ", step.grade.next_step
        )
    )
