"""Grade a course with a progress bar, then print the class. Shared by `gatewise course grade` and
`gatewise demo`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.batch import DEFAULT_OPTIONS, GradingOptions
from autograder.data.text import clean
from autograder.notebooks.intake.ungraded import NOTHING_RUN
from autograder.report.terminal import class_table, legend
from autograder.submission.course_folder import CourseFolder

if TYPE_CHECKING:
    from autograder.notebooks.gradebook.grade_course import Result


def grade_course_shown(
    console: Console,
    folder: Path,
    unit: str | None = None,
    options: GradingOptions = DEFAULT_OPTIONS,
) -> bool:
    """Grade a course, showing what happens. Returns whether nothing is left for a person.

    Raises `autograder.submission.course_folder.NotACourse` and `PermissionError` as
    `autograder.notebooks.gradebook.grade_course.grade_course` does.
    """
    with console.status("Starting …"):
        from autograder.notebooks.gradebook.grade_course import grade_course
    columns = (
        TextColumn("Grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(result: Result, done: int, total: int) -> None:
            bar.update(
                task,
                completed=done,
                total=total,
                description=escape(clean(result.submitted.learner)),
            )

        results = grade_course(
            folder,
            unit,
            options,
            progress=tell,
            say=lambda what: bar.update(task, description=what),
        )
    return show_results(console, folder, results)


def show_results(console: Console, folder: Path, results: list[Result]) -> bool:
    """Print one table a unit and what a person has to look at. Returns whether that is nothing."""
    for stray in CourseFolder(folder).strays():
        console.print(
            f"[yellow]![/] {escape(clean(str(stray)))} belongs to no assignment and was not graded."
            " Is its name right?"
        )
    unfit = CourseFolder(folder).unfit()
    for closed, reason in unfit:
        console.print(
            f"[yellow]![/] {escape(clean(str(closed)))} {reason}, and was not graded. Mend it, then"
            " grade again.",
            soft_wrap=True,
        )
    if not results:
        console.print(f"No hand-ins. Put them under {folder}/submitted/<learner>/<unit>/.")
        return not unfit
    keys = CourseFolder(folder).load_keys()
    titles = {
        misconception.slug: misconception.title
        for key in keys.values()
        for misconception in key.misconceptions
    }
    told = sorted(results, key=lambda result: result.submitted.learner)
    units = {result.submitted.assignment for result in told}
    for unit in [*(unit for unit in keys if unit in units), *sorted(units - set(keys))]:
        mine = [result for result in told if result.submitted.assignment == unit]
        remarks = {result.submitted.learner: result.message for result in mine if result.message}
        console.print(
            class_table([result.grade for result in mine], unit, titles, remarks, console.width), ""
        )
    console.print(legend())
    late = [result for result in told if result.penalty]
    for result in late:
        console.print(
            f"late: {escape(clean(result.submitted.learner))}, {result.submitted.assignment}:"
            f" −{result.penalty:g} points"
        )
    unchanged = sum(result.outcome == "unchanged" for result in told)
    if unchanged:
        console.print(
            f"{unchanged} of {len(told)} had not changed since they were graded; --force grades"
            " them again."
        )
    levels = sorted({result.grade.isolation for result in told} - {NOTHING_RUN})
    said = (
        f"Isolation level {', '.join(levels)} (`gatewise doctor` says what that means)."
        if levels
        else "Nothing of these hand-ins had to be run."
    )
    console.print(said, style="bright_black", markup=False)
    return not unfit and not any(
        result.outcome == "failed" or result.grade.needs_person for result in told
    )
