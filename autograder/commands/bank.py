"""The commands for quiz questions: check files, write a page to read, export for other systems."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from autograder.commands.options import RootOption, examples
from autograder.commands.output import (
    counted,
    escaped,
    new_console,
    say_advice,
    say_done,
    say_wrong,
    stop,
)

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
    """The formats that questions can be exported to."""

    moodle = "moodle"
    gift = "gift"
    qti = "qti"


@app.command(
    epilog=examples(
        the_whole_bank="gatewise bank check",
        files_of_your_own="gatewise bank check my-course/quizzes/*.yaml",
        another_course="gatewise bank check --from my-course",
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
        bool, typer.Option("--strict", help="Count advice on wording as a failure as well.")
    ] = False,
    root: RootOption = None,
) -> None:
    """Check questions for mistakes, then for advice based on item-writing rules.

    It reads YAML files, prints each mistake as file:line:column, and writes nothing. Names of
    misconceptions and functions are checked against the course, and computed questions are tried
    out, where there is a course: the one of this folder, or the one that `--from` names.

    Exit status: 0 when all is right, 1 when something has to be fixed, 2 for a wrong command.
    """
    from quizzes import BankError, bank_files, check_files

    functions, misconceptions = course_names(root)
    chosen = found(files, root) if files else bank_files(root)
    if not chosen:
        stop(f"there are no questions in {(root or Path()) / 'quizzes' / 'bank' / 'practice'}.")
    console = new_console()
    try:
        checked = check_files([_near(file) for file in chosen], functions, misconceptions, root)
    except BankError as error:
        stop(f"the installed bank itself cannot be read. {error}")
    for remark in checked.mistakes:
        say_wrong(console, escaped(str(remark)))
    for remark in checked.advice:
        say_advice(console, escaped(str(remark)))
    if checked.mistakes:
        console.print(
            f"{counted(len(checked.mistakes), 'mistake')}. Advice on wording follows once there are"
            " none."
        )
    elif checked.advice:
        console.print(
            f"{counted(checked.questions, 'question')}, no mistake, {len(checked.advice)} to"
            " look at."
        )
    else:
        looked_at = f"{counted(checked.questions, 'question')} in {counted(len(chosen), 'file')}"
        say_done(console, f"{looked_at}, nothing to fix.")
        if functions is None:
            console.print(
                "Names of misconceptions and functions were not checked, because there is no course"
                " here. --from names one."
            )
    raise typer.Exit(1 if checked.mistakes or (strict and checked.advice) else 0)


@app.command(
    epilog=examples(
        all_topics="gatewise bank page --out quiz.html",
        one_topic="gatewise bank page --topic gates --out gates.html",
        files_of_your_own="gatewise bank page mine.yaml --out mine.html",
    )
)
def page(
    out: OutOption,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            show_default=False, help="YAML files, or topics of the bank [default: the whole bank]."
        ),
    ] = None,
    topic: Annotated[
        str | None,
        typer.Option(
            "--topic", "-t", show_default=False, help="Only this topic of the practice bank."
        ),
    ] = None,
    root: RootOption = None,
) -> None:
    """Write practice questions as one HTML page that works without a network.

    It reads the practice bank, or files, and writes one file. The page holds its answers, so graded
    questions are refused.
    """
    from quizzes import BankError, bank_files, load_files, write_page

    bank = None
    try:
        if files or root is not None:
            chosen = found(files, root) if files else bank_files(root)
            bank = load_files([file for file in chosen if files or file.parent.name != "graded"])
        session = write_page(out, topic, bank=bank, functions=course_names(root)[0])
    except (BankError, ValueError) as error:
        stop(str(error))
    except KeyError as error:
        stop(str(error.args[0]))
    except OSError as error:
        stop(_unwritable(out, error))
    console = new_console()
    for reason in session.left_out:
        console.print(f"[yellow]Left out:[/] {escaped(reason)}")
    say_done(
        console, f"Wrote {counted(len(session.questions), 'question')} to {escaped(str(out))}."
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
    root: RootOption = None,
) -> None:
    """Export questions with their keys to another system.

    It reads YAML files, writes one file, and says what its format cannot carry. The numbers of
    computed questions are drawn once, now, and stay as they are.
    """
    import secrets

    from quizzes import BankError, DrawingError, load_files, prepared_numbers, write_export

    functions, misconceptions = course_names(root)
    try:
        bank = load_files(found(files, root), misconceptions=misconceptions)
        seed = secrets.token_bytes(16)
        prepared = prepared_numbers(root)
        questions = [question.asked(seed, functions, prepared) for question in bank.questions]
        written = write_export(form.value, questions, out)
    except OSError as error:
        stop(_unwritable(out, error))
    except (BankError, DrawingError) as error:
        stop(str(error))
    console = new_console()
    for sentence in written.left_out:
        say_advice(console, escaped(sentence))
    complete = len(written.carried) == len(questions)
    extent = (
        counted(len(questions), "question")
        if complete
        else f"{len(written.carried)} of {len(questions)} questions"
    )
    say_done(console, f"Wrote {extent} to {escaped(str(out))}, keys included.")


def found(names: list[Path], root: Path | None = None) -> list[Path]:
    """Find the files that were typed, or end the command.

    Parameters
    ----------
    names
        Paths, or topics of the bank.
    root
        The root of the course whose bank it is; the nearest bank without one.
    """
    from quizzes import bank_files, nearest_name

    bank = {file.stem: file for file in bank_files(root)}
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
    """Load what questions may name.

    Parameters
    ----------
    root
        The course's root. The command ends when it cannot be loaded. Without one, the course of
        this folder or this clone is taken if there is one.

    Returns
    -------
    functions : mapping or None
        What computed questions may call, by name; ``None`` without a course.
    misconceptions : list of str or None
        The slugs of its misconceptions, ``None`` without a course.
    """
    from autograder.commands.question_functions import question_functions
    from autograder.course.discover import CourseError, course_root, load_course
    from quizzes import DrawingError

    try:
        place = root or course_root()
    except CourseError:
        return None, None
    try:
        course = load_course(place)
        functions = question_functions(place)
    except (CourseError, DrawingError) as error:
        stop(str(error))
    return functions, [item.slug for item in course.misconceptions]


def _unwritable(out: Path, error: OSError) -> str:
    return f"{out} cannot be written: {error.strerror}. Give --out a file in a folder that exists."


def _near(file: Path) -> Path:
    """Return the path as a person in this folder writes it, so that an editor can open it."""
    near = Path(os.path.relpath(file))
    return file if near.parts[:1] == ("..",) else near
