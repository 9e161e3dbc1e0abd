"""What instructors type first: make a course, or see a demo."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from autograder.commands.options import (
    INSTRUCTORS,
    ReferenceFormsOption,
    RootOption,
    UnitsOption,
    UnsafeOption,
    UpdateOption,
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
