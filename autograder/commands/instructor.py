"""What instructors type about a course: make it, grade it, look at the class, see a demo."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from autograder.commands.options import (
    INSTRUCTORS,
    AnonymousOption,
    CourseArgument,
    DryRunOption,
    FeedbackOption,
    Format,
    FormatOption,
    JobsOption,
    NoFollowThrough,
    QuietOption,
    ReferenceFormsOption,
    RegradeOption,
    RootOption,
    UnitsOption,
    UnsafeOption,
    UpdateOption,
    WatchOption,
    examples,
    unit_names,
)
from autograder.commands.output import clone, escaped, new_console, say_advice, say_done, stop

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


@course.command(
    "new",
    epilog=examples(
        a_course_from_this_clone="gatewise course new my-course",
        from_exercises_of_your_own="gatewise course new spring --from my-own-exercises",
        of_two_units_only="gatewise course new my-course --units gates,cell",
        after_a_change_in_the_clone="gatewise course new my-course --update",
    ),
)
def course_new(
    folder: Annotated[
        Path, typer.Argument(help="A new folder for the course.", show_default=False)
    ],
    root: RootOption = None,
    units: UnitsOption = None,
    update: UpdateOption = False,
    reference_forms: ReferenceFormsOption = None,
) -> None:
    """Make an nbgrader course, with the kit that learners get.

    It reads `reference/` and `exercises/`, and writes sources, nbgrader's configuration, the
    course's secret, answer keys and the kit into a new folder. Its `README.md` says what each file
    is, and what comes next.
    """
    from autograder.course.discover import CourseError
    from autograder.notebooks.gradebook.nbgrader_course import update_gradebook
    from autograder.notebooks.gradebook.trouble import CourseTrouble
    from autograder.notebooks.release.new_course import CourseExists, new_course

    console = new_console()
    try:
        with console.status(f"Making a course in {folder} …") as status:
            made = new_course(
                root or clone(),
                folder,
                lambda step: status.update(f"{step} …"),
                units=unit_names(units),
                update=update,
                reference_forms=reference_forms,
            )
        if update:
            update_gradebook(made.folder)
    except (CourseError, CourseExists, CourseTrouble) as error:
        stop(str(error))
    say_done(
        console,
        f"Made a course in [bold]{escaped(str(folder))}[/] with the units {', '.join(made.units)}.",
    )
    if update:
        for change in made.changes:
            say_advice(console, f"Changed: {escaped(change)}.")
        if not made.changes:
            console.print("Units, exercises, points and cases are the same as before.")
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
        after_a_change_of_the_course="gatewise course grade my-course --regrade --dry-run",
    ),
)
def course_grade(
    folder: CourseArgument,
    unit: Annotated[str | None, typer.Argument(help="Only this unit.", show_default=False)] = None,
    jobs: JobsOption = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Also grade what has not changed since it was graded."),
    ] = False,
    regrade: RegradeOption = False,
    dry_run: DryRunOption = False,
    feedback: FeedbackOption = False,
    table: Annotated[
        bool, typer.Option("--table", help="Show every learner, however large the class is.")
    ] = False,
    learner: Annotated[
        str | None,
        typer.Option("--learner", show_default=False, help="Show the rows of this learner alone."),
    ] = None,
    quiet: QuietOption = False,
    format: FormatOption = Format.text,
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

    if dry_run and not regrade:
        stop("--dry-run is for --regrade, which says what a change of the course would do.")
    options = GradingOptions(jobs, force, not no_follow_through, allow_unsafe, feedback, dry_run)
    shown = Shown(table, learner, quiet, format is Format.json)
    try:
        show = regrade_shown if regrade else grade_course_shown
        all_graded = show(new_console(), folder, unit, options, shown)
    except (NotACourse, BadKey, CourseBusy, PermissionError) as error:
        stop(str(error))
    except (CourseTrouble, DamagedQuiz) as error:
        stop(str(error))
    except KeyboardInterrupt:
        typer.echo(
            "gatewise: stopped. What was graded is kept; run the same command again to go on.",
            err=True,
        )
        raise typer.Exit(130) from None
    raise typer.Exit(0 if all_graded else 1)


@course.command(
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


@app.command(
    rich_help_panel=INSTRUCTORS,
    epilog=examples(here="gatewise demo", elsewhere="gatewise demo /tmp/class"),
)
def demo(
    folder: Annotated[Path, typer.Argument(help="A new folder for the demonstration.")] = Path(
        "gatewise-demo"
    ),
    allow_unsafe: UnsafeOption = False,
) -> None:
    """See it at work: build a course and grade a sample class.

    It writes a course, an nbgrader gradebook, feedback pages and the class report into a new
    folder, and prints the table. It takes about half a minute.
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
