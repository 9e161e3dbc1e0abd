"""What instructors type to grade a course, and to look at the class."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.commands import instructor
from autograder.commands.elsewhere import part_of, run_part_shown, with_cluster
from autograder.commands.options import (
    AnonymousOption,
    CourseArgument,
    DryRunOption,
    FeedbackOption,
    ForceOption,
    Format,
    FormatOption,
    JobsOption,
    LearnerOption,
    NoFollowThrough,
    PartFileOption,
    PartOption,
    QuietOption,
    RegradeOption,
    SchedulerOption,
    TableOption,
    UnitArgument,
    UnsafeOption,
    WatchOption,
    examples,
)
from autograder.commands.output import escaped, new_console, say_done, stop

app = instructor.course
"""The commands of `gatewise course`. Its modules import each other in the order of the help."""


@app.command(
    "grade",
    epilog=examples(
        all_of_it="gatewise course grade my-course",
        one_unit="gatewise course grade my-course gates",
        again_from_the_start="gatewise course grade my-course --force",
        after_a_change_of_the_course="gatewise course grade my-course --regrade --dry-run",
        on_a_cluster="gatewise course grade my-course --scheduler tcp://10.0.0.1:8786",
        one_of_eight_machines="gatewise course grade my-course --part 2/8",
    ),
)
def course_grade(
    folder: CourseArgument,
    unit: UnitArgument = None,
    jobs: JobsOption = None,
    force: ForceOption = False,
    regrade: RegradeOption = False,
    dry_run: DryRunOption = False,
    feedback: FeedbackOption = False,
    table: TableOption = False,
    learner: LearnerOption = None,
    quiet: QuietOption = False,
    format: FormatOption = Format.text,
    scheduler: SchedulerOption = None,
    part: PartOption = None,
    out: PartFileOption = None,
    no_follow_through: NoFollowThrough = False,
    allow_unsafe: UnsafeOption = False,
) -> None:
    """Grade every submission of a course into its gradebook.

    It reads `submitted/` and writes `gradebook.db`, `autograded/` and `grades/`, as
    `nbgrader autograde` would, without starting a kernel. What has not changed since it was graded
    is left alone, so a stopped run goes on where it was.

    It prints a table of up to 30 learners. Of a larger class it prints what needs a person, whose
    marks changed, and a line for each unit; `--table` asks for the table.

    After a change of exercises, cases, misconceptions, points or due dates, `--regrade` grades what
    the change concerns and prints whose marks moved, from what to what, and why. Marks and comments
    by hand stay, and feedback pages are written anew. `--dry-run` prints the same first.

    Past one machine: `--scheduler` runs submissions on a Dask cluster. `--part 2/8` runs the second
    of eight parts in a copy of the course, and writes what was seen to a file for
    `gatewise course merge`.

    Exit status: 0 when all were graded, 1 when a person has to look at one, 2 for a wrong command.
    """
    from autograder.batch import GradingOptions
    from autograder.commands.class_summary import Shown
    from autograder.commands.grading_progress import grade_course_shown
    from autograder.commands.regraded import regrade_shown
    from autograder.data.answer_key import BadKey
    from autograder.notebooks.gradebook.trouble import CourseTrouble
    from autograder.notebooks.quizzes.assignments import DamagedQuiz
    from autograder.submission.course_folder import CourseBusy, NotACourse

    _refuse_odd(regrade, dry_run, part, out)
    options = with_cluster(
        GradingOptions(jobs, force, not no_follow_through, allow_unsafe, feedback, dry_run),
        scheduler,
    )
    shown = Shown(table, learner, quiet, format is Format.json)
    chosen = part_of(part) if part is not None else None
    try:
        if chosen is not None:
            run_part_shown(folder, unit, options, chosen, out)
            return
        show = regrade_shown if regrade else grade_course_shown
        all_graded = show(new_console(), folder, unit, options, shown)
    except (NotACourse, BadKey, CourseBusy, PermissionError, CourseTrouble, DamagedQuiz) as error:
        stop(str(error))
    except KeyboardInterrupt:
        typer.echo(
            "gatewise: stopped. What was graded is kept; run the same command again to go on.",
            err=True,
        )
        raise typer.Exit(130) from None
    raise typer.Exit(0 if all_graded else 1)


def _refuse_odd(regrade: bool, dry_run: bool, part: str | None, out: Path | None) -> None:
    """End the command where options do not go together."""
    if dry_run and not regrade:
        stop("--dry-run is for --regrade, which says what a change of the course would do.")
    if out is not None and part is None:
        stop("--out is for --part, which writes a file.")
    if regrade and part is not None:
        stop("--part runs submissions for `gatewise course merge`; leave out --regrade.")


@app.command(
    "report",
    epilog=examples(
        into_the_course="gatewise course report my-course",
        to_show_to_others="gatewise course report my-course --anonymous",
        a_board_for_the_lecture="gatewise course report my-course --watch",
    ),
)
def course_report(
    folder: CourseArgument,
    out: Annotated[
        Path | None,
        typer.Option(
            show_default=False,
            help="The file to write [default: in the course, report.html, report-anonymous.html"
            " with --anonymous, or board.html with --watch].",
        ),
    ] = None,
    anonymous: AnonymousOption = False,
    watch: WatchOption = False,
    allow_unsafe: UnsafeOption = False,
) -> None:
    """Write the class at a glance as one HTML file.

    It reads the grades of `gatewise course grade`. The page begins with what the class did not
    understand, and with the lesson and the questions that treat it. Then come the exercises, and
    which of them separates; at last every learner, and which submissions need a person.
    """
    from autograder.commands.class_board import keep_current
    from autograder.commands.class_report import write_class_report
    from autograder.data.answer_key import BadKey
    from autograder.notebooks.gradebook.trouble import CourseTrouble, plain_trouble
    from autograder.report.class_report import Look
    from autograder.submission.course_folder import CourseFolder, NotACourse
    from quizzes import BankError

    name = "board" if watch else "report-anonymous" if anonymous else "report"
    out, console = out or folder / f"{name}.html", new_console()
    try:
        course = CourseFolder(folder)
        course.load_keys()
        with plain_trouble(f"sqlite:///{course.gradebook}"):
            if watch:
                keep_current(console, folder, out, allow_unsafe)
                return
            path = write_class_report(folder, out, Look(anonymous))
    except (NotACourse, BadKey, CourseTrouble, BankError, PermissionError) as error:
        stop(str(error))
    except KeyboardInterrupt:
        return
    say_done(console, f"Wrote {escaped(str(path))}.")
