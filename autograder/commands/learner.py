"""What learners type: check your work, quiz yourself, see what this machine isolates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands.options import (
    INSTRUCTORS,
    LEARNERS,
    Format,
    FormatOption,
    UnitOption,
    examples,
)
from autograder.commands.output import escaped, new_console, say_advice, shown_path, stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.data.grades import Grade
    from quizzes import Bank

app = typer.Typer()


@app.command(
    rich_help_panel=LEARNERS,
    epilog=examples(
        what_you_saved_last="gatewise check",
        a_notebook="gatewise check gates/gates.ipynb",
        one_exercise="gatewise check gates/gates.py --exercise forget_gate",
        for_programs="gatewise check gates/gates.py --format json",
    ),
)
def check(
    file: Annotated[
        Path,
        typer.Argument(
            help="Your notebook (.ipynb), Python file (.py), or a folder: of a folder, the file"
            " with work that you saved last [default: this folder].",
            show_default=False,
        ),
    ] = Path(),
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            show_default=False,
            help="Only this exercise, for instance `forget_gate`.",
        ),
    ] = None,
    unit: UnitOption = None,
    format: FormatOption = Format.text,
    keys: Annotated[
        Path | None,
        typer.Option(
            help="The folder with the `.public.key` files [default: beside the file].",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check your own work on the visible cases, and get one next step.

    It reads your file and the `.public.key` file that came with it. Your code runs apart, so an
    endless loop ends by itself. When the same goes wrong again, the next hint comes: how often it
    did is kept on this machine only, in your data folder (or in the folder `GATEWISE_DATA`).

    Exit status: 0 when all passed, 1 when not, 2 when the file or the command could not be read.
    """
    from autograder.data.answer_key import BadKey
    from autograder.learner import CheckFailed, NoPublicKey, check_file
    from autograder.learner.attempts import default_file
    from autograder.submission.read import UnreadableSubmission

    others: tuple[Path, ...] = ()
    try:
        if file.is_dir():
            file, others = _chosen(file, unit, exercise, keys)
        grades = check_file(file, exercise, unit, keys, default_file())
    except (UnreadableSubmission, NoPublicKey, BadKey, CheckFailed) as error:
        stop(str(error))
    passed = all(result.status == "passed" for grade in grades for result in grade.exercises)
    if format is Format.json:
        _print_json(grades)
    else:
        _print_checked(grades, file, others, passed and exercise is None)
    raise typer.Exit(0 if passed else 1)


def _chosen(
    folder: Path, unit: str | None, exercise: str | None, keys: Path | None
) -> tuple[Path, tuple[Path, ...]]:
    """The file of a folder to check, and the others with work. Raises `NoPublicKey`."""
    from autograder.learner.work import choose_file

    choice = choose_file(folder, unit, exercise, keys)
    return shown_path(choice.path), choice.others


def _print_json(grades: Sequence[Grade]) -> None:
    from autograder.report import grade_json

    for grade in grades:
        print(grade_json(grade))


def _print_checked(
    grades: Sequence[Grade], file: Path, others: Sequence[Path], passed: bool
) -> None:
    from datetime import datetime

    from autograder.learner.work import what_is_next
    from autograder.report import print_grade
    from autograder.report.text import ONLY_VISIBLE

    console = new_console()
    saved = datetime.fromtimestamp(file.stat().st_mtime)
    for grade in grades:
        print_grade(console, grade, one_step=True, saved=saved)
    for path in others:
        say_advice(
            console,
            f"{escaped(path.name)} holds work as well; {escaped(file.name)} was saved last and was"
            f" checked. For the other one: gatewise check {escaped(str(shown_path(path)))}",
        )
    statuses = {result.status for grade in grades for result in grade.exercises}
    if statuses == {"not_attempted"}:
        say_advice(
            console,
            f"Nothing is written yet in {escaped(file.name)} as it was saved at {saved:%H:%M:%S}."
            " If you have written something, save the file and check again.",
        )
    if passed:
        console.print(ONLY_VISIBLE, style="bright_black")
        console.print(what_is_next(file.parent, [grade.unit for grade in grades]), soft_wrap=True)


@app.command(
    rich_help_panel=LEARNERS,
    epilog=examples(
        what_is_due="gatewise quiz",
        one_topic="gatewise quiz gates",
        all_topics="gatewise quiz --list",
        questions_in_a_file="gatewise quiz my-questions.yaml",
    ),
)
def quiz(
    topic: Annotated[
        str | None,
        typer.Argument(
            help="A topic, for instance `gates`, or a YAML file of questions [default: due reviews,"
            " then new questions].",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, help="How many questions at most.")
    ] = 10,
    list_topics: Annotated[bool, typer.Option("--list", help="List the topics and stop.")] = False,
) -> None:
    """Check yourself with practice questions; none of them is marked.

    It reads the practice questions of the kit or the course that this folder is in, and remembers
    your answers on this machine only, to know which questions are due for review.
    """
    from autograder.commands.bank import course_names
    from quizzes import (
        BankError,
        load_files,
        practice_bank,
        prepared_numbers,
        run_quiz,
    )

    file = Path(topic) if topic and topic.endswith((".yaml", ".yml")) else None
    from quizzes.loading import NO_QUESTIONS

    try:
        bank = load_files([file]) if file else practice_bank()
        if not bank.topics:
            stop(NO_QUESTIONS)
        if list_topics:
            _list_topics(bank)
            return
        functions = course_names()[0] if file or not prepared_numbers() else None
        run_quiz(None if file else topic, bank=bank, limit=limit, functions=functions)
    except OSError as error:
        stop(f"{file} cannot be read: {error.strerror}.")
    except KeyError as error:
        stop(str(error.args[0]))
    except (BankError, ValueError) as error:
        stop(str(error))


def _list_topics(bank: Bank) -> None:
    """List each topic with the questions that were answered and those that are due."""
    from quizzes.sessions import load_progress, now

    console, progress, moment = new_console(), load_progress(), now()
    for name, found in bank.topics.items():
        dates = [progress.due(question.id) for question in found.questions]
        answered = len(dates) - dates.count(None)
        due = sum(date is not None and date <= moment for date in dates)
        said = f"{answered} of {len(dates)} answered" + (f", {due} due" if due else "")
        console.print(
            f"[bold]{escaped(name):22}[/] {escaped(found.title)} [bright_black]({said})[/]",
            soft_wrap=True,
        )


@app.command(
    rich_help_panel=INSTRUCTORS,
    epilog=examples(for_people="gatewise doctor", for_programs="gatewise doctor --format json"),
)
def doctor(format: FormatOption = Format.text) -> None:
    """Say how well this machine isolates other people's code.

    It tries each layer of isolation and writes nothing. The result is a level (A, B or C) and how
    to raise it.
    """
    from autograder.sandbox.doctor import probe, render

    report = probe()
    if format is Format.json:
        import json
        from dataclasses import asdict

        print(json.dumps(asdict(report), default=str))
    else:
        new_console().print(render(report))
