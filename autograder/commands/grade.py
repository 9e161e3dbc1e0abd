"""What instructors type to grade files without a gradebook."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands.elsewhere import part_of, with_cluster
from autograder.commands.options import (
    INSTRUCTORS,
    JobsOption,
    NoFollowThrough,
    PartOption,
    SchedulerOption,
    UnitOption,
    UnsafeOption,
    examples,
)
from autograder.commands.output import clone, escaped, new_console, stop
from autograder.commands.results import (
    grade_for_classroom,
    grade_for_gradescope,
    only_place,
    public_keys_in,
)
from autograder.lms.visibility import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable

    from autograder.batch import Graded, GradingOptions
    from autograder.data.answer_key import AnswerKey
    from autograder.judge.pairs import PairSource
    from autograder.submission.course_folder import CourseFolder

app = typer.Typer()


class GradeFormat(StrEnum):
    """How grades are written."""

    json = "json"
    text = "text"
    gradescope = "gradescope"
    classroom = "classroom"


GradeFormatOption = Annotated[
    GradeFormat,
    typer.Option(
        "--format",
        "-f",
        help="`json` for programs (one object a line), `text` for people, `gradescope` for its"
        " `results.json`, `classroom` for Classroom 50's `result.json` (visible cases only).",
    ),
]
CourseOption = Annotated[
    Path | None,
    typer.Option(
        show_default=False,
        help="The course whose secret and keys are used [default: the course that the files lie in,"
        " else new hidden cases from this clone].",
    ),
]
ResultOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        show_default=False,
        help="Where `gradescope` and `classroom` write [default: `results.json` or `result.json`"
        " in this folder].",
    ),
]
KeysOption = Annotated[
    Path | None,
    typer.Option(
        "--keys",
        show_default=False,
        help="For `classroom`: the folder with the `.public.key` files, without a course.",
    ),
]
VisibilityOption = Annotated[
    Visibility,
    typer.Option("--visibility", help="For `gradescope`: when learners see the result."),
]
FilesArgument = Annotated[
    list[Path],
    typer.Argument(
        help="Submissions: notebooks (.ipynb) or Python files (.py). For `gradescope` and"
        " `classroom`, the one file or folder.",
        show_default=False,
    ),
]


@app.command(
    rich_help_panel=INSTRUCTORS,
    epilog=examples(
        one_unit_of_a_class="gatewise grade submitted/*/gates/gates.ipynb",
        one_file_to_read="gatewise grade ada.py --unit gates --format text",
        with_the_keys_of_a_course="gatewise grade work/*.py --course my-course > grades.jsonl",
        one_of_eight_machines="gatewise grade submitted/*/gates/gates.ipynb --part 2/8 > part.json",
        for_Gradescope="gatewise grade submission --course my-course --format gradescope",
    ),
)
def grade(
    files: FilesArgument,
    course: CourseOption = None,
    unit: UnitOption = None,
    format: GradeFormatOption = GradeFormat.json,
    out: ResultOption = None,
    keys_folder: KeysOption = None,
    visibility: VisibilityOption = Visibility.visible,
    jobs: JobsOption = None,
    scheduler: SchedulerOption = None,
    part: PartOption = None,
    no_follow_through: NoFollowThrough = False,
    allow_unsafe: UnsafeOption = False,
) -> None:
    """Grade submissions on the hidden cases, without a gradebook.

    It reads the files and the course's keys, prints one JSON object a line in the order of the
    files, and writes nothing else. A file with functions of several units gives one line for each.
    With `--format gradescope` or `classroom` it writes one file for one submission instead.

    Past one machine: `--scheduler` runs submissions on a Dask cluster. With `--part 2/8`, this
    machine grades the second of eight parts; `cat` puts the lines of all parts together.

    Exit status: 0 when every file was graded, 1 when a person has to look at one, 2 for a wrong
    command.
    """
    from autograder.batch import GradingOptions, NamedFile, grade_files
    from autograder.submission.course_folder import CourseFolder, course_around

    folder = CourseFolder(course) if course else course_around(files[0])
    options = with_cluster(
        GradingOptions(jobs, follow_through=not no_follow_through, allow_unsafe=allow_unsafe),
        scheduler,
    )
    if keys_folder is not None and format is not GradeFormat.classroom:
        stop("--keys is for --format classroom, which grades on public keys. Use --course.")
    keys = public_keys_in(keys_folder) if keys_folder is not None else _keys(folder)
    if unit is not None and unit not in keys:
        stop(f"there is no unit {unit!r}; there are {', '.join(keys)}")
    chosen = {unit: keys[unit]} if unit is not None else keys
    if format in (GradeFormat.classroom, GradeFormat.gradescope):
        told = format, out, visibility
        raise typer.Exit(_write_result(only_place(files), chosen, options, _pairs(folder), told))
    if part is not None:
        files = _in_part(files, part, folder)
    graded = grade_files(
        [NamedFile((folder and folder.learner_of(path)) or str(path), path) for path in files],
        keys,
        unit,
        options,
        _pairs(folder),
    )
    try:
        all_graded = _print_all(graded, format)
    except PermissionError as error:
        stop(str(error))
    raise typer.Exit(0 if all_graded else 1)


def _in_part(files: list[Path], part: str, folder: CourseFolder | None) -> list[Path]:
    """The files of one part. The command ends where no course gives all parts the same cases."""
    if folder is None:
        stop(
            "--part needs the keys of a course, so that all parts have the same hidden cases: add"
            " --course DIR."
        )
    return part_of(part).choose(files)


def _write_result(
    place: Path,
    keys: dict[str, AnswerKey],
    options: GradingOptions,
    pairs: PairSource,
    told: tuple[GradeFormat, Path | None, Visibility],
) -> int:
    """Grade one submission into the result file of another system, and return the exit status."""
    format, out, visibility = told
    if format is GradeFormat.classroom:
        return grade_for_classroom(place, keys, options, out or Path("result.json"))
    shown = visibility, out or Path("results.json")
    return grade_for_gradescope(place, keys, options, pairs, shown)


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


def _print_all(graded: Iterable[Graded], format: GradeFormat) -> bool:
    """Print each result as soon as it is there. Returns whether none needs a person."""
    complete = True
    show = _print_json if format is GradeFormat.json else _print_text
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
