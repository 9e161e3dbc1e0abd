"""What instructors type to grade files without a gradebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands.options import (
    INSTRUCTORS,
    Format,
    FormatOption,
    JobsOption,
    NoFollowThrough,
    UnitOption,
    UnsafeOption,
    examples,
)
from autograder.commands.output import clone, escaped, new_console, stop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from autograder.batch import Graded
    from autograder.data.answer_key import AnswerKey
    from autograder.judge.pairs import PairSource
    from autograder.submission.course_folder import CourseFolder

app = typer.Typer()


@app.command(
    rich_help_panel=INSTRUCTORS,
    epilog=examples(
        one_unit_of_a_class="gatewise grade submitted/*/gates/gates.ipynb",
        one_file_to_read="gatewise grade ada.py --unit gates --format text",
        with_the_keys_of_a_course="gatewise grade work/*.py --course my-course > grades.jsonl",
    ),
)
def grade(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Submissions: notebooks (.ipynb) or Python files (.py).", show_default=False
        ),
    ],
    course: Annotated[
        Path | None,
        typer.Option(
            show_default=False,
            help="The course whose secret and keys are used [default: the course that the files"
            " lie in, else new hidden cases from this clone].",
        ),
    ] = None,
    unit: UnitOption = None,
    format: FormatOption = Format.json,
    jobs: JobsOption = None,
    no_follow_through: NoFollowThrough = False,
    allow_unsafe: UnsafeOption = False,
) -> None:
    """Grade submissions on the hidden cases, without a gradebook.

    It reads the files and the course's keys, prints one JSON object a line in the order of the
    files, and writes nothing else. A file with functions of several units gives one line for each.

    Exit status: 0 when every file was graded, 1 when a person has to look at one, 2 for a wrong
    command.
    """
    from autograder.batch import GradingOptions, NamedFile, grade_files
    from autograder.submission.course_folder import CourseFolder, course_around

    folder = CourseFolder(course) if course else course_around(files[0])
    keys = _keys(folder)
    if unit is not None and unit not in keys:
        stop(f"there is no unit {unit!r}; there are {', '.join(keys)}")
    graded = grade_files(
        [NamedFile((folder and folder.learner_of(path)) or str(path), path) for path in files],
        keys,
        unit,
        GradingOptions(jobs, follow_through=not no_follow_through, allow_unsafe=allow_unsafe),
        _pairs(folder),
    )
    try:
        all_graded = _print_all(graded, format)
    except PermissionError as error:
        stop(str(error))
    raise typer.Exit(0 if all_graded else 1)


def _keys(folder: CourseFolder | None) -> dict[str, AnswerKey]:
    """The keys of the course; without one, the clone's exercises with new hidden cases."""
    import secrets

    from autograder.course.discover import CourseError
    from autograder.course.process import build_keys
    from autograder.data.answer_key import BadKey
    from autograder.submission.course_folder import NotACourse

    try:
        return folder.load_keys() if folder else build_keys(clone(), secrets.token_bytes(32))
    except (NotACourse, BadKey, CourseError) as error:
        stop(str(error))


def _pairs(folder: CourseFolder | None) -> PairSource:
    """What is known of two misconceptions at once, in the course or in the clone."""
    from autograder.course.pair_files import PairFiles

    if folder is None:
        return PairFiles(None, clone()).inherited()
    return PairFiles(folder.pairs, folder.origin).source()


def _print_all(graded: Iterable[Graded], format: Format) -> bool:
    """Print each result as soon as it is there. Returns whether none needs a person."""
    complete = True
    show = _print_json if format is Format.json else _print_text
    for result in graded:
        show(result)
        if result.problem or any(found.needs_person for found in result.grades):
            complete = False
    return complete


def _print_json(result: Graded) -> None:
    from autograder.report import grade_json, unreadable_json

    for found in result.grades:
        print(grade_json(found))
    if result.problem:
        print(unreadable_json(result.name, result.problem, result.isolation))


def _print_text(result: Graded) -> None:
    from autograder.report import print_grade

    console = new_console()
    for found in result.grades:
        print_grade(console, found)
        console.print()
    if result.problem:
        console.print(
            f"[magenta]?[/] [bold]{escaped(result.name)}[/]  needs a person:"
            f" {escaped(result.problem)}\n"
        )
