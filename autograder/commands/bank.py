"""What authors type about quiz questions: check files, write a page to read, export for those who
teach elsewhere.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from autograder.commands.options import examples
from autograder.commands.output import escaped, new_console, stop

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Check, show and export quiz questions (YAML files, one topic each).",
    epilog=examples(
        all_of_the_bank="gatewise bank check",
        a_page_to_read="gatewise bank page --out quiz.html",
        for_Moodle="gatewise bank export moodle gates cell --out quiz.xml",
    ),
)

FilesArgument = Annotated[
    list[Path],
    typer.Argument(help="YAML files, or topics of the bank such as `gates`.", show_default=False),
]
OutOption = Annotated[
    Path, typer.Option("--out", "-o", help="The file to write.", show_default=False)
]


class ExportFormat(StrEnum):
    """What questions can be exported to."""

    moodle = "moodle"
    gift = "gift"
    qti = "qti"


@app.command(
    epilog=examples(
        the_whole_bank="gatewise bank check",
        files_of_your_own="gatewise bank check my-course/quizzes/*.yaml",
        one_topic_of_the_bank="gatewise bank check gates",
    )
)
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            show_default=False, help="YAML files, or topics of the bank [default: the whole bank]."
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Let advice on wording count as a failure too.")
    ] = False,
) -> None:
    """Check questions: every mistake as file:line:column, then advice after the rules of item
    writing.

    In a clone, names of misconceptions and functions are checked against the course, and computed
    questions are tried out. Exit status: 0 when all is right, 1 when something is to be mended, 2
    for a wrong command.
    """
    from quizzes import BankError, bank_files, check_files

    functions, misconceptions = course_names()
    chosen = found(files) if files else bank_files()
    console = new_console()
    try:
        checked = check_files([_near(file) for file in chosen], functions, misconceptions)
    except BankError as error:
        stop(f"the installed bank itself cannot be read. {error}")
    for remark in checked.mistakes:
        console.print(f"[red]✗[/] {escaped(str(remark))}", soft_wrap=True)
    for remark in checked.advice:
        console.print(f"[yellow]![/] {escaped(str(remark))}", soft_wrap=True)
    if checked.mistakes:
        console.print(
            f"{_count(len(checked.mistakes), 'mistake')}. Advice on wording follows once there are"
            " none."
        )
    elif checked.advice:
        console.print(
            f"{_count(checked.questions, 'question')}, no mistake, {len(checked.advice)} to"
            " look at."
        )
    else:
        looked_at = f"{_count(checked.questions, 'question')} in {_count(len(chosen), 'file')}"
        console.print(f"[green]✓[/] {looked_at}, nothing to mend.")
        if functions is None:
            console.print(
                "Names of misconceptions and functions were not looked at, since this is no clone."
            )
    raise typer.Exit(1 if checked.mistakes or (strict and checked.advice) else 0)


@app.command(
    epilog=examples(
        all_topics="gatewise bank page --out quiz.html",
        one_topic="gatewise bank page --topic gates --out gates.html",
    )
)
def page(
    out: OutOption,
    topic: Annotated[
        str | None,
        typer.Option(
            "--topic", "-t", show_default=False, help="Only this topic of the practice bank."
        ),
    ] = None,
) -> None:
    """Write practice questions as one HTML file that needs no network, and no script for its maths.

    It holds its answers, so graded questions are refused.
    """
    from quizzes import write_page

    try:
        session = write_page(out, topic)
    except KeyError as error:
        stop(str(error.args[0]))
    except OSError as error:
        stop(_unwritable(out, error))
    console = new_console()
    for reason in session.left_out:
        console.print(f"[yellow]Left out:[/] {escaped(reason)}")
    console.print(
        f"[green]✓[/] Wrote {_count(len(session.questions), 'question')} to {escaped(str(out))}.",
        soft_wrap=True,
    )


@app.command(
    epilog=examples(
        a_topic_for_Moodle="gatewise bank export moodle gates --out gates.xml",
        files_of_your_own="gatewise bank export gift mine.yaml more.yaml --out mine.gift",
        a_QTI_package="gatewise bank export qti cell layers --out questions.zip",
    )
)
def export(
    form: Annotated[
        ExportFormat,
        typer.Argument(
            metavar="FORMAT",
            show_default=False,
            help="`moodle` (XML), `gift`, or `qti` (2.1, a zipped package).",
        ),
    ],
    files: FilesArgument,
    out: OutOption,
) -> None:
    """Export questions with their keys for another system, and say what its format cannot carry.

    Numbers of computed questions are drawn once, now, and stay as they are.
    """
    import secrets

    from quizzes import BankError, DrawingError, ask, installed_drawn, load_files, write_export

    functions, misconceptions = course_names()
    try:
        bank = load_files(found(files), misconceptions=misconceptions)
        seed = secrets.token_bytes(16)
        questions = [
            ask(question, seed, functions, installed_drawn()) for question in bank.questions
        ]
        written = write_export(form.value, questions, out)
    except OSError as error:
        stop(_unwritable(out, error))
    except (BankError, DrawingError) as error:
        stop(str(error))
    console = new_console()
    for sentence in written.left_out:
        console.print(f"[yellow]![/] {escaped(sentence)}", soft_wrap=True)
    all_of_them = len(written.carried) == len(questions)
    extent = (
        _count(len(questions), "question")
        if all_of_them
        else f"{len(written.carried)} of {len(questions)} questions"
    )
    console.print(
        f"[green]✓[/] Wrote {extent} to {escaped(str(out))}, keys included.", soft_wrap=True
    )


def found(names: list[Path]) -> list[Path]:
    """The files behind what was typed: a path, or the topic of a file in the bank."""
    from quizzes import bank_files, nearest_name

    bank = {file.stem: file for file in bank_files()}
    paths = []
    for name in names:
        if name.is_file():
            paths.append(name)
        elif str(name) in bank:
            paths.append(bank[str(name)])
        else:
            if name.is_dir():
                stop(f"{name} is a folder. Name the files in it: {name}/*.yaml")
            close = nearest_name(name.stem, bank)
            hint = f" Did you mean {close}?" if close else ""
            stop(
                f"there is no file {name}, and no topic of that name in the bank.{hint} The topics"
                f" are: {', '.join(bank)}."
            )
    return paths


def course_names(
    root: Path | None = None,
) -> tuple[Mapping[str, Callable[..., Any]] | None, list[str] | None]:
    """What questions may name: the functions of the course's reference and its misconceptions; None
    where no course is.
    """
    from autograder.course.discover import CourseError, default_root, load_course
    from quizzes import functions_of

    try:
        course = load_course(root or default_root())
    except CourseError as error:
        if root is not None:
            stop(str(error))
        return None, None
    return functions_of("reference"), [item.slug for item in course.misconceptions]


def _unwritable(out: Path, error: OSError) -> str:
    return (
        f"{out} cannot be written: {error.strerror}. Give a file in a folder that is there, with"
        " --out."
    )


def _near(file: Path) -> Path:
    """The path as a person in this folder would write it, so that an editor can jump to it."""
    near = Path(os.path.relpath(file))
    return file if near.parts[:1] == ("..",) else near


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
