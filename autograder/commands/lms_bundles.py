"""What instructors type to let Gradescope or Classroom 50 run the grader."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands import lms_export
from autograder.commands.lms import CourseOption, course_here
from autograder.commands.lms_export import OutOption, UnitArgument, written
from autograder.commands.options import examples
from autograder.commands.output import escaped, new_console, say_advice, say_done, stop
from autograder.lms.visibility import Visibility

if TYPE_CHECKING:
    from autograder.data.answer_key import AnswerKey
    from autograder.submission.course_folder import CourseFolder

app = lms_export.app

VisibilityOption = Annotated[
    Visibility,
    typer.Option("--visibility", help="When learners see the result in Gradescope."),
]


@app.command(
    "gradescope",
    epilog=examples(
        a_unit="gatewise course export gradescope gates",
        results_after_the_due_date=(
            "gatewise course export gradescope gates --visibility after_due_date"
        ),
    ),
)
def export_gradescope(
    unit: UnitArgument,
    course: CourseOption = Path(),
    visibility: VisibilityOption = Visibility.visible,
    out: OutOption = None,
) -> None:
    """Make the autograder zip of one unit for Gradescope.

    It reads the course and writes one zip, with the unit's answer key, the course's code and this
    version of Gatewise, and neither the course's secret nor another unit's key. Keep it to
    yourself, and upload it under Configure Autograder.
    """
    from autograder.lms.bundles import course_code, gradescope_zip

    home = course_here(course)
    key = _key(home, unit)
    target = out or Path(f"{unit}-gradescope.zip")
    with _wheel(home) as wheel:
        written(lambda: gradescope_zip(home, key, wheel, visibility, target), target)
    console = new_console()
    say_done(console, f"Wrote {escaped(str(target))}: {_points(key)}.")
    if not course_code(home.origin):
        say_advice(
            console,
            f"The course's code is not in {escaped(str(home.origin))} any more. Without it, two"
            " misconceptions at once are not recognised there, and answers that follow from two get"
            " no marks.",
        )
    console.print(
        "It holds the answer key of this unit. In Gradescope, give the assignment"
        f" {_points(key)}, upload it under Configure Autograder, and test it there with a"
        " submission.",
        soft_wrap=True,
    )


@app.command(
    "classroom", epilog=examples(a_unit="gatewise course export classroom gates --out gates50")
)
def export_classroom(
    unit: UnitArgument, course: CourseOption = Path(), out: OutOption = None
) -> None:
    """Make the autograder of one unit for Classroom 50, from the visible cases only.

    It writes a folder with `autograder.py`, the public key and this version of Gatewise. Put
    what is in it into `CLASSROOM/autograders/ASSIGNMENT/` of your `classroom50` repository.
    """
    from autograder.lms.bundles import classroom_folder

    home = course_here(course)
    key = _key(home, unit)
    target = out or Path(f"{unit}-classroom50")
    with _wheel(home) as wheel:
        written(lambda: classroom_folder(key, wheel, target), target)
    say_done(new_console(), f"Wrote {escaped(str(target))}, from the visible cases alone.")


def _key(home: CourseFolder, unit: str) -> AnswerKey:
    keys = home.load_keys()
    if unit not in keys:
        stop(f"there is no unit {unit!r}; there are {', '.join(keys)}")
    return keys[unit]


def _points(key: AnswerKey) -> str:
    from autograder.report.text import points

    return f"{points(sum(exercise.points for exercise in key.exercises))} points"


@contextmanager
def _wheel(home: CourseFolder) -> Iterator[Path]:
    """The wheel of this version of Gatewise: built from the clone, else the one in the kit."""
    from autograder.course.discover import CourseError, engine_root
    from autograder.notebooks.release.wheel import build_wheel

    with tempfile.TemporaryDirectory(prefix="gatewise-") as folder:
        try:
            wheel = build_wheel(engine_root(), Path(folder))
        except CourseError as error:
            found = next(iter(sorted(home.kit.glob("gatewise-*.whl"))), None)
            if found is None:
                stop(f"{error} The course's kit holds no wheel either.")
            wheel = found
        yield wheel
