"""`gatewise demo`: a new course, a sample class, and the whole way into a real nbgrader
gradebook.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from shlex import quote

from rich.console import Console
from rich.markup import escape

from autograder.submission.course_folder import CourseFolder

UNITS = ("gates", "cell")


def run_demo(console: Console, root: Path, target: Path, allow_unsafe: bool = False) -> None:
    """Build a course in `target`, hand in the sample class of the clone `root`, grade it and write
    feedback and report.

    Raises `autograder.notebooks.release.new_course.CourseExists`,
    `autograder.course.discover.CourseError` and `PermissionError`.
    """
    from autograder.batch import GradingOptions
    from autograder.commands.grading_progress import grade_course_shown
    from autograder.notebooks.release.new_course import new_course
    from autograder.report.class_page import write_report

    if hasattr(os, "geteuid") and os.geteuid() == 0:
        console.print(
            "Started as root: learners' code runs as user 65534 (nobody), who owns nothing.",
            style="yellow",
        )
    with console.status("Making a course …") as status:
        made = new_course(root, target, lambda step: status.update(f"{step} …"), units=UNITS)
        for unit in made.units:
            status.update(f"nbgrader generate_assignment {unit} …")
            nbgrader(target, "generate_assignment", unit)
        learners = submit_class(root, made.folder)
    console.print(
        f"[green]✓[/] A course in [bold]{escape(str(target))}[/] and a class of {learners}."
    )
    grade_course_shown(console, target, options=GradingOptions(allow_unsafe=allow_unsafe))
    with console.status("nbgrader generate_feedback …"):
        for unit in made.units:
            nbgrader(target, "generate_feedback", unit)
    report = write_report(made.folder, target / "report.html")
    pages = sorted((target / "feedback").glob("*/*/*.html"))
    console.print(
        f"[green]✓[/] Marks in {escape(str(made.folder.gradebook))}, {len(pages)} feedback pages in"
        f" {escape(str(target / 'feedback'))}, the class in {escape(str(report))}.",
        soft_wrap=True,
    )
    place = quote(str(target))
    console.print(
        f"\nNext:\n  open {quote(str(report))}\n  cd {place} && nbgrader export          #"
        f" grades.csv\n  cd {place} && jupyter lab              # then nbgrader's formgrader\n "
        f" gatewise check {place}/kit/gates/gates.py   # as a learner sees it\n  gatewise course"
        " new my-course            # your own",
        markup=False,
        soft_wrap=True,
    )


def nbgrader(course: Path, *arguments: str) -> None:
    """Run one of nbgrader's own commands in the course. Raises `CourseError` with the last line of
    what it said.
    """
    from autograder.course.discover import CourseError

    # nbgrader calls `alembic` by its bare name, which an environment that is not activated does not
    # have on its path.
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
    """Put the sample class of the clone into ``submitted/``; return the number of learners.

    What lies in ``notebooks/`` is handed in as the released notebook with these functions in its
    cells; what lies in ``files/`` as it is.
    """
    from autograder.notebooks.intake.python_file import python_cells
    from autograder.submission.notebook import read_cells

    samples = root / "tests" / "submissions"
    learners = set()
    for unit in UNITS:
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
