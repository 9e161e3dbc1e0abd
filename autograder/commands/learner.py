"""What learners type: check your work, quiz yourself, see what this machine isolates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.commands.options import Format, FormatOption, UnitOption, examples
from autograder.commands.output import escaped, new_console, stop

app = typer.Typer()


@app.command(
    epilog=examples(
        a_notebook="gatewise check gates.ipynb",
        one_exercise="gatewise check gates.py --exercise forget_gate",
        for_programs="gatewise check gates.py --format json",
    )
)
def check(
    file: Annotated[
        Path,
        typer.Argument(help="Your notebook (.ipynb) or Python file (.py).", show_default=False),
    ],
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
            help="Folder with the `.public.key` files [default: beside the file].",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check your own work against the visible cases, and get one next step.

    Exit status: 0 when all of it passed, 1 when not, 2 when the file or the command could not be
    read.
    """
    from autograder.learner.file import CheckFailed, check_file
    from autograder.learner.keys import NoPublicKey
    from autograder.submission.read import UnreadableSubmission

    try:
        grades = check_file(file, exercise, unit, keys)
    except (UnreadableSubmission, NoPublicKey, CheckFailed) as error:
        stop(str(error))
    passed = all(each.status == "passed" for grade in grades for each in grade.exercises)
    if format is Format.json:
        from autograder.report.json import grade_json

        for grade in grades:
            print(grade_json(grade))
    else:
        from autograder.report.terminal import print_grade

        console = new_console()
        for grade in grades:
            print_grade(console, grade, one_step=True)
        if passed:
            console.print(
                "These are the visible cases; marks come from hidden ones.", style="bright_black"
            )
    raise typer.Exit(0 if passed else 1)


@app.command(
    epilog=examples(
        what_is_due="gatewise quiz",
        one_topic="gatewise quiz gates",
        all_topics="gatewise quiz --list",
    )
)
def quiz(
    topic: Annotated[
        str | None,
        typer.Argument(
            help="A topic, for instance `gates` [default: what is due, then new questions].",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, help="How many questions at most.")
    ] = 10,
    list_topics: Annotated[bool, typer.Option("--list", help="List the topics and stop.")] = False,
) -> None:
    """Check yourself with the practice questions. Practice only: nothing of it is marked."""
    from quizzes import practice_bank, run_quiz

    bank = practice_bank()
    if list_topics:
        console = new_console()
        for name, each in bank.topics.items():
            console.print(
                f"[bold]{escaped(name):24}[/] {escaped(each.title)}"
                f" [bright_black]({len(each.questions)})[/]"
            )
        return
    try:
        run_quiz(topic, bank=bank, limit=limit)
    except KeyError as error:
        stop(str(error.args[0]))


@app.command(
    epilog=examples(for_people="gatewise doctor", for_programs="gatewise doctor --format json")
)
def doctor(format: FormatOption = Format.text) -> None:
    """Probe what this machine can isolate, say the level (A, B or C) and how to raise it."""
    from autograder.sandbox.doctor import probe, render

    report = probe()
    if format is Format.json:
        import json
        from dataclasses import asdict

        print(json.dumps(asdict(report), default=str))
    else:
        new_console().print(render(report))
