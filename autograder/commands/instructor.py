"""What instructors type: make a course, grade it, look at the class."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands.options import (
    Format,
    FormatOption,
    JobsOption,
    UnitOption,
    UnsafeOption,
    examples,
)
from autograder.commands.output import clone, escaped, new_console, stop

if TYPE_CHECKING:
    from autograder.data.answer_key import AnswerKey

app = typer.Typer()
course = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Make and grade a whole course (an ordinary nbgrader course directory).",
    epilog=examples(
        first="gatewise course new my-course",
        then="gatewise course grade my-course",
        at_last="gatewise course report my-course",
    ),
)

NoFollowThrough = Annotated[
    bool,
    typer.Option(
        "--no-follow-through",
        help="Give no credit for what is right only given an earlier mistake of the same hand-in.",
    ),
]
CourseArgument = Annotated[Path, typer.Argument(help="The course.", show_default=False)]


@app.command(
    epilog=examples(
        one_unit_of_a_class="gatewise grade submitted/*/gates/gates.ipynb",
        one_file_to_read="gatewise grade ada.py --unit gates --format text",
        with_the_keys_of_a_course="gatewise grade work/*.py --course my-course > grades.jsonl",
    )
)
def grade(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Hand-ins: notebooks (.ipynb) or Python files (.py).", show_default=False
        ),
    ],
    course: Annotated[
        Path | None,
        typer.Option(
            show_default=False,
            help="The course whose secret and keys are used [default: the "
            "one that they were handed in to, else fresh hidden cases from this clone].",
        ),
    ] = None,
    unit: UnitOption = None,
    format: FormatOption = Format.json,
    jobs: JobsOption = None,
    no_follow_through: NoFollowThrough = False,
    allow_unsafe: UnsafeOption = False,
) -> None:
    """Grade hand-ins with the hidden cases, without a gradebook.

    One JSON object a line, in the order of the files; a file for several units gives one line each.
    Exit status: 0 when every file was graded, 1 when one needs a person, 2 for a wrong command.
    """
    from autograder.batch import GradingOptions, NamedFile, grade_files
    from autograder.course.pair_files import PairFiles
    from autograder.report.json import grade_json, unreadable_json
    from autograder.report.terminal import print_grade
    from autograder.submission.course_folder import CourseFolder, NotACourse, course_around

    folder = CourseFolder(course) if course else course_around(files[0])
    try:
        keys = folder.load_keys() if folder else _fresh_keys()
    except NotACourse as error:
        stop(str(error))
    if unit is not None and unit not in keys:
        stop(f"there is no unit {unit!r}; there are {', '.join(keys)}")
    pairs = (
        PairFiles(folder.pairs, folder.origin).source()
        if folder
        else PairFiles(None, clone()).inherited()
    )
    try:
        graded = grade_files(
            [NamedFile((folder and folder.learner_of(path)) or str(path), path) for path in files],
            keys,
            unit,
            GradingOptions(jobs, follow_through=not no_follow_through, allow_unsafe=allow_unsafe),
            pairs,
        )
    except PermissionError as error:
        stop(str(error))
    console = new_console()
    person = False
    for result in graded:
        person = person or result.problem != "" or any(each.needs_person for each in result.grades)
        for one in result.grades:
            if format is Format.json:
                print(grade_json(one))
            else:
                print_grade(console, one)
                console.print()
        if result.problem and format is Format.json:
            print(unreadable_json(result.name, result.problem, result.isolation))
        elif result.problem:
            console.print(
                f"[magenta]?[/] [bold]{escaped(result.name)}[/]  needs a person:"
                f" {escaped(result.problem)}\n"
            )
    raise typer.Exit(1 if person else 0)


@course.command(
    "new",
    epilog=examples(
        a_course_from_this_clone="gatewise course new my-course",
        from_exercises_of_your_own="gatewise course new spring --from my-own-exercises",
        after_a_change_in_the_clone="gatewise course new my-course --update",
    ),
)
def course_new(
    folder: Annotated[
        Path, typer.Argument(help="A new folder for the course.", show_default=False)
    ],
    root: Annotated[
        Path | None,
        typer.Option(
            "--from",
            show_default=False,
            help="Where `reference/` and `exercises/` lie [default: this clone].",
        ),
    ] = None,
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help="Make notebooks, keys and kit of an existing course anew. Its secret, "
            "configuration, hand-ins and gradebook stay.",
        ),
    ] = False,
) -> None:
    """Make an nbgrader course: sources, configuration, secret, answer keys and the learner kit."""
    from autograder.course.discover import CourseError
    from autograder.notebooks.release.new_course import CourseExists, new_course

    console = new_console()
    try:
        with console.status(f"Making a course in {folder} …") as status:
            made = new_course(
                root or clone(), folder, lambda step: status.update(f"{step} …"), update=update
            )
    except (CourseError, CourseExists) as error:
        stop(str(error))
    console.print(
        f"[green]✓[/] A course in [bold]{escaped(str(folder))}[/], units {', '.join(made.units)}.",
        soft_wrap=True,
    )
    console.print(
        f"\nNext:\n  cd {escaped(quote(str(folder)))}\n  nbgrader generate_assignment"
        f" {made.units[0]}\n  # give learners {made.kit_zip.name}, collect into"
        " submitted/<learner>/<unit>/\n  gatewise course grade .\n  gatewise course report .",
        soft_wrap=True,
    )


@course.command(
    "grade",
    epilog=examples(
        all_of_it="gatewise course grade my-course",
        one_unit="gatewise course grade my-course gates",
        again_from_the_start="gatewise course grade my-course --force",
    ),
)
def course_grade(
    folder: CourseArgument,
    unit: Annotated[str | None, typer.Argument(help="Only this unit.", show_default=False)] = None,
    jobs: JobsOption = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Grade again what is graded already and has not changed."),
    ] = False,
    no_follow_through: NoFollowThrough = False,
    allow_unsafe: UnsafeOption = False,
) -> None:
    """Grade every hand-in under `submitted/` into the gradebook, as `nbgrader autograde` would,
    without a kernel.

    What has not changed since it was graded is left alone, so a stopped run goes on where it was.
    Exit status: 0 when all were graded, 1 when one needs a person, 2 for a wrong command.
    """
    from autograder.batch import GradingOptions
    from autograder.commands.grading_progress import grade_course_shown
    from autograder.submission.course_folder import CourseBusy, NotACourse

    try:
        options = GradingOptions(jobs, force, not no_follow_through, allow_unsafe)
        ok = grade_course_shown(new_console(), folder, unit, options)
    except (NotACourse, CourseBusy, PermissionError) as error:
        stop(str(error))
    except KeyboardInterrupt:
        typer.echo(
            "gatewise: stopped. What was graded is kept; run the same command again to go on.",
            err=True,
        )
        raise typer.Exit(130) from None
    raise typer.Exit(0 if ok else 1)


@course.command(
    "report",
    epilog=examples(
        into_the_course="gatewise course report my-course",
        elsewhere="gatewise course report my-course --out class.html",
    ),
)
def course_report(
    folder: CourseArgument,
    out: Annotated[
        Path | None,
        typer.Option(
            show_default=False, help="The file to write [default: report.html in the course]."
        ),
    ] = None,
) -> None:
    """Write the class at a glance as one HTML file: who is where, and which mistakes are common."""
    from autograder.report.class_page import write_report
    from autograder.submission.course_folder import CourseFolder, NotACourse

    try:
        path = write_report(CourseFolder(folder), out or folder / "report.html")
    except NotACourse as error:
        stop(str(error))
    new_console().print(f"[green]✓[/] Wrote {path}.")


@app.command(epilog=examples(here="gatewise demo", elsewhere="gatewise demo /tmp/class"))
def demo(
    folder: Annotated[Path, typer.Argument(help="A new folder for the demonstration.")] = Path(
        "gatewise-demo"
    ),
    allow_unsafe: UnsafeOption = False,
) -> None:
    """Build a course, grade a sample class into a real nbgrader gradebook, print the table and
    write the report.
    """
    from autograder.commands.demo import run_demo
    from autograder.course.discover import CourseError
    from autograder.notebooks.release.new_course import CourseExists

    try:
        run_demo(new_console(), clone(), folder, allow_unsafe)
    except CourseExists:
        stop(
            f"{folder} is there already, and the demonstration makes a course of its own. Try"
            f" `gatewise demo {folder}-2`."
        )
    except (CourseError, PermissionError) as error:
        stop(str(error))


def _fresh_keys() -> dict[str, AnswerKey]:
    """Keys of the clone's exercises with hidden cases that nobody has seen."""
    import secrets

    from autograder.course.discover import CourseError
    from autograder.course.process import build_keys

    try:
        return build_keys(clone(), secrets.token_bytes(32))
    except CourseError as error:
        stop(str(error))
