"""What learners type to see where they are, get a hint, look at a case, and begin again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from autograder.commands.options import LEARNERS, examples
from autograder.commands.output import (
    counted,
    escaped,
    new_console,
    say_advice,
    say_done,
    shown_path,
    stop,
)

if TYPE_CHECKING:
    from rich.console import Console

app = typer.Typer()

SlugArgument = Annotated[
    str, typer.Argument(help="The exercise, for instance `forget_gate`.", show_default=False)
]
WhereArgument = Annotated[
    Path,
    typer.Argument(
        help="Your file, or a folder of the kit [default: this folder].", show_default=False
    ),
]


@app.command(rich_help_panel=LEARNERS, epilog=examples(the_whole_kit="gatewise status"))
def status(
    folder: Annotated[
        Path, typer.Argument(help="A folder of the kit [default: this folder].", show_default=False)
    ] = Path(),
) -> None:
    """Show every unit and exercise, what is next, and which questions are due.

    It checks in each unit the file with work that you saved last, on the visible cases, and writes
    nothing.
    """
    from autograder.commands.status_table import print_next, print_unit
    from autograder.learner.checker import Checker
    from autograder.learner.status import next_step, unit_statuses
    from autograder.learner.work import kit_units

    console = new_console()
    try:
        units = kit_units(folder)
        statuses = []
        with Checker(once=True) as checker:
            for unit in unit_statuses(units, checker):
                statuses.append(unit)
                print_unit(console, unit)
    except Exception as error:
        _stop_for(error)
    print_next(console, statuses, next_step(statuses))
    _print_due(console, folder)


def _print_due(console: Console, folder: Path) -> None:
    """Say which questions are due; nothing where the quizzes are not installed."""
    try:
        from quizzes import practice_bank
        from quizzes.sessions import load_progress, now

        questions, progress = practice_bank(folder).questions, load_progress()
    except ModuleNotFoundError:
        return
    dates = [progress.due(question.id) for question in questions]
    due = sum(date is not None and date <= now() for date in dates)
    new = dates.count(None)
    if due or new:
        parts = [f"{counted(due, 'question')} due for review"] * bool(due)
        parts += [f"{new} not asked yet"] * bool(new)
        console.print(f"[bold]Quiz[/]   {', '.join(parts)}: gatewise quiz", soft_wrap=True)


@app.command(
    rich_help_panel=LEARNERS,
    epilog=examples(
        one_more="gatewise hint forget_gate", from_the_first_one="gatewise hint forget_gate --again"
    ),
)
def hint(
    exercise: SlugArgument,
    where: WhereArgument = Path(),
    again: Annotated[bool, typer.Option("--again", help="Begin with the first hint.")] = False,
) -> None:
    """Show the next hint for an exercise, below those that you have seen.

    Hints begin with a nudge and end nearly there. It reads them from the kit, and writes down there
    which ones you have seen.
    """
    from autograder.learner.kept import forget_hints, next_hint
    from autograder.learner.work import find_unit, kit_units

    try:
        unit = find_unit(exercise, kit_units(where.parent if where.is_file() else where))
        found = unit.key.exercise(exercise)
    except Exception as error:
        _stop_for(error)
    assert found is not None
    console = new_console()
    if again:
        forget_hints(unit, [exercise])
    hints = next_hint(unit, found)
    for number, text in enumerate(hints, 1):
        style = "bold" if number == len(hints) else "bright_black"
        console.print(f"{number}. {escaped(text)}", style=style)
    left = len(found.hints) - len(hints)
    console.print(
        f"{counted(left, 'more hint')}: gatewise hint {exercise}"
        if left
        else f"That was the last hint. See a case in full: gatewise show {exercise}",
        style="bright_black",
    )


@app.command(
    rich_help_panel=LEARNERS,
    epilog=examples(
        the_case_that_fails="gatewise show forget_gate",
        another_one='gatewise show forget_gate --case "three examples"',
    ),
)
def show(
    exercise: SlugArgument,
    where: WhereArgument = Path(),
    case: Annotated[
        str | None,
        typer.Option("--case", "-c", help="The name of a visible case.", show_default=False),
    ] = None,
) -> None:
    """Show a case of an exercise in full: its inputs, what is expected, and what came back.

    It reads and checks your file, and takes the case that fails, else the first one. In Python,
    `result = check(forget_gate)` has the same as `result.inputs`, `result.expected` and
    `result.got`.
    """
    from autograder.learner.checker import Checker
    from autograder.learner.shown_case import shown_case
    from autograder.learner.work import find_work
    from autograder.report.case_text import expected_text, got_text, inputs_text
    from autograder.report.panel import exercise_panel

    try:
        unit, file = find_work(exercise, where)
        assert file.submission is not None
        with Checker(once=True) as checker:
            checked = checker.check(file.submission, unit.key, unit.folder)
        shown = shown_case(checked, exercise, case)
    except Exception as error:
        _stop_for(error)
    console = new_console()
    console.print(exercise_panel(shown.grade))
    name = escaped(shown.case.name)
    console.print(f"[bold]Inputs[/] of the case “{name}” ({escaped(file.path.name)})")
    console.print(escaped(inputs_text(shown.case)))
    console.print("[bold]Expected[/]")
    console.print(escaped(expected_text(shown.case, shown.exercise)))
    console.print("[bold]Yours[/]")
    console.print(escaped(got_text(shown.run, shown.exercise)))
    others = [other.name for other in shown.exercise.cases if other.name != shown.case.name]
    if others:
        names = ", ".join(f"“{escaped(other)}”" for other in others)
        console.print(f"Other cases (--case): {names}", style="bright_black", soft_wrap=True)


@app.command(
    rich_help_panel=LEARNERS,
    epilog=examples(
        the_file_you_saved_last="gatewise reset forget_gate",
        the_other_file="gatewise reset forget_gate gates/gates.py",
    ),
)
def reset(exercise: SlugArgument, where: WhereArgument = Path()) -> None:
    """Put the cell of an exercise back as it was handed out.

    It reads and changes your notebook or Python file: save it first, and close it in your editor.
    What was in the cell is kept in a file of its own.
    """
    from datetime import datetime

    from autograder.learner.reset import reset as put_back
    from autograder.learner.work import find_work

    try:
        unit, file = find_work(exercise, where)
        found = unit.key.exercise(exercise)
        assert found is not None
        done = put_back(unit, file.path, found, datetime.now())
    except Exception as error:
        _stop_for(error)
    console = new_console()
    place = escaped(str(shown_path(done.path)))
    if not done.changed:
        say_done(console, f"{exercise} in {place} is as it was handed out; nothing was changed.")
        return
    say_done(console, f"{exercise} in {place} is as it was handed out.")
    if done.kept is not None:
        say_done(console, f"What was there is in {escaped(str(shown_path(done.kept)))}")
    if done.path.suffix == ".ipynb":
        say_advice(console, "If it is open in JupyterLab: File, Reload Notebook from Disk.")


def _stop_for(error: Exception) -> NoReturn:
    """End the command with what a learner can do something about; raise anything else again."""
    from autograder.data.answer_key import BadKey
    from autograder.learner import NoPublicKey
    from autograder.learner.shown_case import NoSuchCase
    from autograder.sandbox import CannotStart
    from autograder.submission.read import UnreadableSubmission

    if isinstance(error, (NoPublicKey, BadKey, UnreadableSubmission, CannotStart, NoSuchCase)):
        stop(str(error))
    if isinstance(error, PermissionError):
        stop(f"{error.filename} cannot be written ({error.strerror}). Is it open elsewhere?")
    raise error
