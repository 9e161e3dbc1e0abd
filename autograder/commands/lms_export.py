"""What instructors type to get marks, feedback and the grader into an LMS."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands.lms import (
    CourseOption,
    assignments,
    content,
    course_here,
    named,
)
from autograder.commands.options import examples
from autograder.commands.output import (
    counted,
    escaped,
    new_console,
    say_advice,
    say_done,
    stop,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from autograder.lms.feedback import FeedbackZip
    from autograder.lms.filled import Filled, MarkedClass
    from autograder.lms.moodle import Participant
    from autograder.submission.course_folder import CourseFolder

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Put marks and feedback into files of Canvas and Moodle, and the grader into files for"
    " Gradescope and Classroom 50.",
    epilog=examples(
        marks_for_Canvas="gatewise course export canvas grades.csv gates",
        marks_and_feedback_for_Moodle="gatewise course export moodle worksheet.csv gates",
        the_grader_for_Gradescope="gatewise course export gradescope gates",
        and_for_Classroom_50="gatewise course export classroom gates",
    ),
)

UnitArgument = Annotated[str, typer.Argument(help="The unit or quiz.", show_default=False)]
OutOption = Annotated[
    Path | None, typer.Option("--out", "-o", show_default=False, help="The file to write.")
]
ScaleOption = Annotated[
    bool,
    typer.Option("--scale", help="Convert the marks where the LMS gives the unit other points."),
]


@app.command(
    "canvas",
    epilog=examples(
        a_unit="gatewise course export canvas 2026-11-27_Grades-course.csv gates",
        a_column_of_another_name=(
            'gatewise course export canvas grades.csv gates --column "Week 2 (4711)"'
        ),
    ),
)
def export_canvas(
    gradebook: Annotated[
        Path, typer.Argument(help="The gradebook that Canvas exported.", show_default=False)
    ],
    unit: UnitArgument,
    course: CourseOption = Path(),
    column: Annotated[
        str | None,
        typer.Option(
            show_default=False,
            help="The assignment in Canvas [default: the one called as the unit or its title].",
        ),
    ] = None,
    scale: ScaleOption = False,
    out: OutOption = None,
) -> None:
    """Fill in the marks of one unit in the gradebook that Canvas exported.

    It reads nbgrader's gradebook: what counts there, late penalties and marks by hand included. It
    writes a copy in which only that column differs. Import it in Canvas under Grades.

    Exit status: 0 when every mark is in it, 1 when a person has to look at something, 2 for a wrong
    command.
    """
    from autograder.lms.canvas import fill_gradebook
    from autograder.lms.cells import UnreadableCsv
    from autograder.lms.filled import CannotFill

    home = _course_with(course, unit)
    key = home.load_keys().get(unit)
    wanted = (column,) if column else (unit, key.title) if key else (unit,)
    try:
        filled = fill_gradebook(
            content(gradebook), str(gradebook), _marked(home, unit, scale), wanted
        )
    except (UnreadableCsv, CannotFill) as error:
        stop(str(error))
    console = new_console()
    _write_filled(console, filled, gradebook, out or _beside(gradebook, unit))
    raise typer.Exit(0 if filled.complete else 1)


@app.command(
    "moodle",
    epilog=examples(
        a_unit="gatewise course export moodle Grades-course-gates-1234.csv gates",
        without_feedback=(
            "gatewise course export moodle Grades-course-gates-1234.csv gates --no-feedback"
        ),
    ),
)
def export_moodle(
    worksheet: Annotated[
        Path, typer.Argument(help="The grading worksheet of Moodle.", show_default=False)
    ],
    unit: UnitArgument,
    course: CourseOption = Path(),
    scale: ScaleOption = False,
    feedback: Annotated[
        bool, typer.Option("--feedback/--no-feedback", help="Zip the feedback pages as well.")
    ] = True,
    out: OutOption = None,
) -> None:
    """Fill in the marks of one unit in Moodle's grading worksheet, and zip the feedback pages.

    It reads nbgrader's gradebook: what counts there, late penalties and marks by hand included, and
    the pages that `nbgrader generate_feedback` wrote. It writes a copy of the worksheet in which
    only the grades differ, and beside it a zip with a folder for each participant.

    Exit status: 0 when every mark and page is there, 1 when a person has to look at something, 2
    for a wrong command.
    """
    from autograder.lms.cells import UnreadableCsv
    from autograder.lms.filled import CannotFill
    from autograder.lms.moodle import fill_worksheet

    home = _course_with(course, unit)
    try:
        filled, participants = fill_worksheet(
            content(worksheet), str(worksheet), _marked(home, unit, scale)
        )
    except (UnreadableCsv, CannotFill) as error:
        stop(str(error))
    console = new_console()
    target = out or _beside(worksheet, unit)
    _write_filled(console, filled, worksheet, target)
    wanted = [one for one in participants if one.learner in filled.written]
    complete = filled.complete
    if feedback:
        archive = target.with_name(f"{target.stem}-feedback.zip")
        complete &= _zip_feedback(console, home, unit, wanted, archive)
    raise typer.Exit(0 if complete else 1)


def _course_with(folder: Path, unit: str) -> CourseFolder:
    """The course, which has that unit or quiz. Ends the command where it has not."""
    home = course_here(folder)
    known = assignments(home)
    if unit not in known:
        stop(f"there is no unit {unit!r}; there are {', '.join(known)}")
    return home


def _marked(home: CourseFolder, unit: str, scale: bool) -> MarkedClass:
    """The marks of a unit that count, with the roster. Ends the command where one is missing."""
    from autograder.lms.cells import UnreadableCsv
    from autograder.lms.filled import MarkedClass
    from autograder.lms.roster import NoRoster, load_roster
    from autograder.notebooks.gradebook.counted import course_marks
    from autograder.notebooks.gradebook.trouble import CourseTrouble

    try:
        marks = {
            learner: counted
            for (notebook, learner), counted in course_marks(home.root).items()
            if notebook == unit
        }
        return MarkedClass(marks, load_roster(home), scale)
    except (CourseTrouble, NoRoster, UnreadableCsv) as error:
        stop(str(error))


def _beside(file: Path, unit: str) -> Path:
    return file.with_name(f"{file.stem}-{unit}-filled{file.suffix}")


def _write_filled(console: Console, filled: Filled, source: Path, target: Path) -> None:
    """Write a filled file, and print what a person should know about it."""
    if target.exists() and target.samefile(source):
        stop(f"{target} is the file from the LMS. Give --out another name, so that it stays.")
    written(lambda: target.write_bytes(filled.data), target)
    say_done(console, f"Wrote {counted(len(filled.written), 'mark')} to {escaped(str(target))}.")
    if filled.persons:
        say_advice(console, f"Needs a person, so no mark was written: {named(filled.persons)}.")
    for kept in filled.kept:
        say_advice(console, f"{escaped(kept.learner)} was left out: {escaped(kept.reason)}.")
    for row in filled.unmatched:
        who = f"may be {' or '.join(row.people)}" if row.people else "is nobody in the roster"
        say_advice(console, f"line {row.line}: {escaped(row.name)} {escaped(who)}.")
    if filled.without_row:
        say_advice(console, f"Marks without a row in this file: {named(filled.without_row)}.")


def _zip_feedback(
    console: Console,
    home: CourseFolder,
    unit: str,
    wanted: Sequence[Participant],
    archive: Path,
) -> bool:
    """Zip the pages of some participants. Returns whether every page is there."""
    from autograder.lms.feedback import zip_feedback

    pages = {
        one.learner: tuple(sorted((home.root / "feedback" / one.learner / unit).glob("*.html")))
        for one in wanted
    }
    grades = {one.learner: home.grade_path(unit, one.learner) for one in wanted}
    graded = {learner: path.stat().st_mtime for learner, path in grades.items() if path.is_file()}
    done = zip_feedback(wanted, pages, graded, archive)
    _say_feedback(console, done, unit, archive)
    return not (done.missing or done.outdated)


def _say_feedback(console: Console, done: FeedbackZip, unit: str, archive: Path) -> None:
    """Print what the zip of feedback holds."""
    if done.packed:
        pages = counted(len(done.packed), "participant")
        say_done(console, f"Wrote the feedback of {pages} to {escaped(str(archive))}.")
    again = f"nbgrader generate_feedback {unit} --force"
    if done.outdated:
        say_advice(console, f"Older than the grade: {named(done.outdated)}. Run: {again}")
    if done.missing:
        say_advice(console, f"No feedback page: {named(done.missing)}. Run: {again}")


def written(write: Callable[[], object], target: Path) -> None:
    """Write a file, or end the command with the reason."""
    try:
        write()
    except OSError as error:
        stop(f"{target} cannot be written: {error.strerror}. Give --out another place.")
