"""`gatewise demo`: a new course, a sample class, and their grades in a real nbgrader gradebook."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from rich.console import Console

from autograder.commands.output import escaped, say_done
from autograder.submission.course_folder import CourseFolder

if TYPE_CHECKING:
    from autograder.course.declaration import Demo


def run_demo(console: Console, root: Path, target: Path, allow_unsafe: bool = False) -> None:
    """Build a course, submit and grade the sample class, and write feedback and report.

    The course's ``course.toml`` says which units, and where the class is.

    Parameters
    ----------
    console
        Where to print.
    root
        The course's root.
    target
        The course's new folder.
    allow_unsafe
        Grade even if this machine isolates submissions only by limits.

    Raises
    ------
    autograder.notebooks.release.new_course.CourseExists
        When `target` is there already.
    autograder.course.discover.CourseError
        When the course cannot be made, or one of nbgrader's commands fails.
    PermissionError
        When this machine cannot isolate submissions and `allow_unsafe` is not given.
    """
    from autograder.batch import GradingOptions
    from autograder.commands.class_report import write_class_report
    from autograder.commands.grading_progress import grade_course_shown
    from autograder.notebooks.release.new_course import new_course
    from autograder.report.class_report import Look

    units = _demo(root).units
    _warn_root(console)
    with console.status("Making a course …") as status:
        made = new_course(root, target, lambda step: status.update(f"{step} …"), units=units)
        for unit in made.units:
            status.update(f"nbgrader generate_assignment {unit} …")
            nbgrader(target, "generate_assignment", unit)
        learners = submit_class(root, made.folder)
    say_done(
        console, f"Made a course in [bold]{escaped(str(target))}[/] and a class of {learners}."
    )
    grade_course_shown(console, target, options=GradingOptions(allow_unsafe=allow_unsafe))
    with console.status("nbgrader generate_feedback …"):
        for unit in made.units:
            nbgrader(target, "generate_feedback", unit)
    report = write_class_report(target, target / "report.html", Look())
    pages = sorted((target / "feedback").glob("*/*/*.html"))
    say_done(
        console,
        f"Wrote marks to {escaped(str(made.folder.gradebook))}, {len(pages)} feedback pages to"
        f" {escaped(str(target / 'feedback'))}, and the class to {escaped(str(report))}.",
    )
    _say_next(console, target, report, units[0])


def _demo(root: Path) -> Demo:
    """What the course shows in a demonstration. Raises `CourseError` where it shows nothing."""
    from autograder.course.declaration import FILE, read_declaration
    from autograder.course.discover import CourseError

    demo = read_declaration(root).demo
    if demo is None:
        raise CourseError(
            f"this course has nothing to show: {root / FILE} has no table [demo] with `units` and"
            " `submissions`."
        )
    return demo


def _warn_root(console: Console) -> None:
    """Say as whom learners' code runs when the command was started as root."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        console.print(
            "Started as root: learners' code runs as user 65534 (nobody), who owns no files.",
            style="yellow",
        )


def _say_next(console: Console, target: Path, report: Path, unit: str) -> None:
    """Print what can be done with the course."""
    place = quote(str(target))
    console.print(
        f"\nNext:\n  open {quote(str(report))}\n  cd {place} && nbgrader export          #"
        f" grades.csv\n  cd {place} && jupyter lab              # then nbgrader's formgrader\n "
        f" gatewise check {place}/kit/{unit}/{unit}.py   # as a learner sees it\n  gatewise course"
        " new my-course            # your own",
        markup=False,
        soft_wrap=True,
    )


def nbgrader(course: Path, *arguments: str) -> None:
    """Run one of nbgrader's own commands in the course.

    Raises
    ------
    autograder.course.discover.CourseError
        When the command fails. Holds the end of what it printed.
    """
    from autograder.course.discover import CourseError

    # nbgrader calls `alembic` by its bare name, which is not on the path of an environment that is
    # not activated.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ) | {"PATH": path},
    )
    if done.returncode:
        raise CourseError(f"nbgrader {' '.join(arguments)} failed:\n{done.stderr.strip()[-2000:]}")


def submit_class(root: Path, folder: CourseFolder) -> int:
    """Put the sample class of the clone into ``submitted/`` and return the number of learners.

    A sample in ``notebooks/`` becomes the released notebook with its functions in the cells. One in
    ``files/`` is submitted as it is.

    Parameters
    ----------
    root
        The course's root.
    folder
        The course, with its assignments released.
    """
    from autograder.notebooks.intake.python_file import python_cells
    from autograder.submission.notebook import read_cells

    demo = _demo(root)
    samples = root / demo.submissions
    learners = set()
    for unit in demo.units:
        released = folder.root / "release" / unit
        notebook = json.loads((released / f"{unit}.ipynb").read_text(encoding="utf-8"))
        cells = read_cells(json.dumps(notebook), released)
        slugs = [exercise.slug for exercise in folder.load_keys()[unit].exercises]
        for sample in sorted(
            [*(samples / unit).glob("notebooks/*.*"), *(samples / unit).glob("files/*.*")]
        ):
            learners.add(sample.stem)
            target = folder.root / "submitted" / sample.stem / unit
            shutil.copytree(released, target)
            if sample.parent.name == "notebooks":
                source = sample.read_text(encoding="utf-8")
                filled = notebook | {"cells": python_cells(source, cells, slugs)}
                (target / f"{unit}.ipynb").write_text(json.dumps(filled), encoding="utf-8")
            else:
                (target / f"{unit}.ipynb").unlink()
                shutil.copy(sample, target / f"{unit}{sample.suffix}")
    return len(learners)
