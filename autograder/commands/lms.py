"""What instructors type to get a class and its submissions out of an LMS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands import instructor
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
    from zoneinfo import ZoneInfo

    from rich.console import Console

    from autograder.lms.collect import Collected
    from autograder.submission.course_folder import CourseFolder

app = instructor.course

MOST_NAMES = 10
"""Learners that one line names."""

CourseOption = Annotated[
    Path,
    typer.Option("--course", show_default=False, help="The course's folder [default: this one]."),
]


@app.command(
    "roster",
    epilog=examples(
        participants_of_Moodle="gatewise course roster participants.csv",
        the_gradebook_of_Canvas="gatewise course roster 2026-11-27_Grades-course.csv",
        another_course="gatewise course roster class.csv --course my-course",
    ),
)
def roster(
    file: Annotated[
        Path, typer.Argument(help="The list of participants (CSV).", show_default=False)
    ],
    course: CourseOption = Path(),
) -> None:
    """Tell a course who takes it, from a list that an LMS exported.

    It reads Moodle's list of participants, Canvas's gradebook or course roster, or a list of your
    own with the columns learner, name, email and id. It writes `roster.csv` in the course: the
    folder, name, e-mail address and Canvas number of each learner. A learner who is in it already
    keeps the folder, and nobody is taken out.

    Exit status: 0 when every line was read, 1 when some were not, 2 for a wrong command.
    """
    from autograder.lms.cells import UnreadableCsv, read_csv
    from autograder.lms.roster import NoRoster, Roster, load_roster, save_roster
    from autograder.lms.roster_files import read_people

    home = course_here(course)
    try:
        known = load_roster(home)
    except NoRoster:
        known = Roster(())
    except UnreadableCsv as error:
        stop(str(error))
    try:
        found = read_people(read_csv(content(file), str(file)), str(file), known)
    except UnreadableCsv as error:
        stop(str(error))
    merged = known.merged(found.people)
    console = new_console()
    if found.people:
        path = save_roster(home, merged)
        new = len(merged.people) - len(known.people)
        say_done(
            console,
            f"{counted(len(merged.people), 'learner')} in {escaped(str(path))}: {new} new,"
            f" {len(found.people) - new} known before.",
        )
    for line in found.left_out:
        console.print(f"Left out: line {line.line} {escaped(line.reason)}.", soft_wrap=True)
    for problem in found.problems:
        say_advice(console, f"line {problem.line} {escaped(problem.reason)}.")
    if not found.people and not found.problems:
        stop(f"{file} names nobody. Export the list of participants again, as CSV.")
    raise typer.Exit(1 if found.problems else 0)


WorksheetOption = Annotated[
    Path | None,
    typer.Option(
        show_default=False,
        help="Moodle's grading worksheet of the same assignment. With e-mail addresses in it,"
        " people of the same name are told apart.",
    ),
]
TimeZoneOption = Annotated[
    str | None,
    typer.Option(
        show_default=False,
        help="Take the zip's times for times of submission, in this zone, such as"
        " `Europe/Berlin`. Look first whether they are: most systems write the time of the"
        " download.",
    ),
]


@app.command(
    "collect",
    epilog=examples(
        a_download_of_Moodle="gatewise course collect course-gates-1234.zip gates",
        of_Canvas="gatewise course collect submissions.zip",
        later_submissions_as_well="gatewise course collect submissions.zip gates --replace",
    ),
)
def collect(
    zip_file: Annotated[
        Path,
        typer.Argument(
            metavar="ZIP", help="What “Download all submissions” made.", show_default=False
        ),
    ],
    unit: Annotated[
        str | None,
        typer.Argument(
            show_default=False, help="The unit or quiz [default: the one that the files name]."
        ),
    ] = None,
    course: CourseOption = Path(),
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over submissions that differ from the zip's.")
    ] = False,
    worksheet: WorksheetOption = None,
    time_zone: TimeZoneOption = None,
) -> None:
    """Put the submissions that Moodle or Canvas zipped where the grader reads them.

    It reads the zip and the course's roster, and writes `submitted/<learner>/<unit>/`. Whom it
    cannot match is listed. What is there already and differs is left alone, unless you say
    `--replace`.

    Exit status: 0 when all was collected, 1 when a person has to look at something, 2 for a wrong
    command.
    """
    from autograder.lms.cells import UnreadableCsv
    from autograder.lms.collect import UnknownDownload, Wishes
    from autograder.lms.collect import collect as unpack
    from autograder.lms.moodle import numbers_in
    from autograder.lms.roster import NoRoster, load_roster
    from autograder.lms.zips import RefusedZip

    home = course_here(course)
    units = assignments(home)
    if unit is not None and unit not in units:
        stop(f"there is no unit {unit!r}; there are {', '.join(units)}")
    try:
        known = load_roster(home)
        sheet = content(worksheet) if worksheet else b""
        numbers = numbers_in(sheet, str(worksheet), known) if worksheet else {}
        wishes = Wishes(unit, replace, _zone(time_zone), numbers)
        done = unpack(zip_file, home.root / "submitted", known, units, wishes)
    except (NoRoster, UnreadableCsv, UnknownDownload, RefusedZip) as error:
        stop(str(error))
    console = new_console()
    _say_collected(console, done, home)
    raise typer.Exit(1 if done.strays or done.kept else 0)


def _say_collected(console: Console, done: Collected, home: CourseFolder) -> None:
    """Print what became of a zip."""
    written = (*done.placed, *done.replaced)
    parts = [f"{len(done.placed)} new"]
    parts += [f"{len(done.replaced)} replaced"] if done.replaced else []
    parts += [f"{len(done.unchanged)} there already"] if done.unchanged else []
    place = home.root / "submitted" / "<learner>" / done.unit
    say_done(
        console,
        f"{counted(len(written), 'submission')} for {done.unit} ({', '.join(parts)}) in"
        f" {escaped(str(place))}.",
    )
    if done.replaced:
        console.print(f"Replaced: {named(done.replaced)}.", soft_wrap=True)
    if done.stamped:
        console.print(f"Times of submission: {len(done.stamped)} written.", soft_wrap=True)
    if done.without:
        console.print(f"Nothing of {named(done.without)}.", soft_wrap=True)
    if done.late:
        console.print(f"Canvas marked as late: {named(done.late)}.", soft_wrap=True)
    if done.kept:
        say_advice(
            console,
            f"Left alone, because what is there differs: {named(done.kept)}. --replace writes over"
            " it.",
        )
    for stray in done.strays:
        say_advice(console, f"{escaped(stray.path)} {escaped(stray.reason)}.")
    if done.times and not done.stamped:
        console.print(
            "The files in the zip have different times. If they say when each was submitted, repeat"
            " with --time-zone ZONE: late penalties then count from them.",
            soft_wrap=True,
        )


def named(learners: Sequence[str]) -> str:
    """The first learners of a list, and how many more there are."""
    shown = ", ".join(escaped(learner) for learner in learners[:MOST_NAMES])
    more = len(learners) - MOST_NAMES
    return f"{shown} and {more} more" if more > 0 else shown


def course_here(folder: Path) -> CourseFolder:
    """The course of that folder. Ends the command where it is none."""
    from autograder.data.answer_key import BadKey
    from autograder.submission.course_folder import CourseFolder, NotACourse

    course = CourseFolder(folder)
    try:
        course.load_keys()
    except (NotACourse, BadKey) as error:
        stop(f"{error} Run this in the course's folder, or name it with --course.")
    return course


def assignments(course: CourseFolder) -> list[str]:
    """The units of a course in its order, then its quizzes."""
    units = list(course.load_keys())
    folders = sorted(path.name for path in (course.root / "source").glob("*") if path.is_dir())
    return [*units, *(name for name in folders if name not in units)]


def content(file: Path) -> bytes:
    """The bytes of a file that was typed. Ends the command where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        stop(f"{file} cannot be read: {error.strerror}.")


def _zone(name: str | None) -> ZoneInfo | None:
    """The time zone of that name. Ends the command where there is none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name) if name else None
    except (OSError, ValueError, KeyError):
        stop(f"there is no time zone {name!r}. Use a name such as Europe/Berlin or UTC.")
