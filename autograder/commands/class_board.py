"""`gatewise course report --watch`: a board that follows a class while submissions come in."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

from rich.console import Console
from watchfiles import watch as watch_files

from autograder.batch import GradingOptions
from autograder.commands.class_report import write_class_report
from autograder.commands.output import counted, escaped, say_advice, say_done
from autograder.report.class_report import Look
from autograder.submission.course_folder import CourseBusy, CourseFolder

DEBOUNCE, STEP = 1_000, 100
"""Milliseconds that are waited for more files at most, and without one."""
AGAIN = 3_000
"""Milliseconds after which a course that another run was grading is tried again."""


def keep_current(
    console: Console,
    root: Path,
    out: Path,
    allow_unsafe: bool = False,
    until: threading.Event | None = None,
) -> None:
    """Write the board, and again whenever submissions or grades have changed, until Control-C.

    What comes in is graded as `gatewise course grade` does it: what has not changed is left alone.

    Parameters
    ----------
    console
        Where to print.
    root
        The course's folder.
    out
        The file to write.
    allow_unsafe
        Grade even if this machine isolates submissions only by limits.
    until
        Ends the watching when it is set.

    Raises
    ------
    autograder.submission.course_folder.NotACourse
        When the folder is no course.
    autograder.notebooks.gradebook.trouble.CourseTrouble
        When gradebook or disk keep this from going on.
    PermissionError
        When this machine cannot isolate submissions and `allow_unsafe` is not given.
    """
    folder = CourseFolder(root)
    watched = [folder.root / name for name in ("submitted", "grades")]
    for place in watched:
        place.mkdir(exist_ok=True)
    _once(console, root, out, allow_unsafe)
    again = True  # what came in before the watching began is not reported
    say_done(console, f"Open {escaped(str(out))} in a browser. Control-C ends this command.")
    changes = watch_files(
        *watched,
        debounce=DEBOUNCE,
        step=STEP,
        stop_event=until,
        rust_timeout=AGAIN,
        yield_on_timeout=True,
    )
    for found in changes:
        ours = all(Path(path).is_relative_to(watched[1].resolve()) for _, path in found)
        if again or (found and not ours):
            again = _once(console, root, out, allow_unsafe)
        elif found:
            _write(root, out)


def _once(console: Console, root: Path, out: Path, allow_unsafe: bool) -> bool:
    """Grade what is new, and write the board. Returns whether another run was grading."""
    from autograder.notebooks.gradebook.grade_course import grade_course

    busy = False
    try:
        results = grade_course(root, options=GradingOptions(allow_unsafe=allow_unsafe))
    except CourseBusy:
        busy = True
    else:
        new = sum(result.outcome in ("graded", "unreadable") for result in results)
        if new:
            console.print(f"{datetime.now():%H:%M:%S} graded {counted(new, 'submission')}")
        people = sum(result.needs_person for result in results)
        if new and people:
            say_advice(
                console,
                f"{counted(people, 'submission')} for a person to look at: `gatewise course grade"
                f" {escaped(str(root))}` says which.",
            )
    _write(root, out)
    return busy


def _write(root: Path, out: Path) -> None:
    write_class_report(root, out, Look(anonymous=True, board=True))
