"""Grade a course behind a progress bar, then print the class.

`gatewise course grade` and `gatewise demo` share this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from autograder.batch import DEFAULT_OPTIONS, GradingOptions
from autograder.commands.class_summary import DEFAULT_SHOWN, KeysWhenNeeded, Shown, print_summary
from autograder.commands.grading_bar import grading_bar
from autograder.commands.output import counted, escaped, new_console, say_advice
from autograder.notebooks.intake.ungraded import NOTHING_RUN
from autograder.report import class_table, grade_json, legend
from autograder.report.text import points
from autograder.submission.course_folder import CourseFolder

if TYPE_CHECKING:
    from autograder.data.answer_key import AnswerKey
    from autograder.notebooks.gradebook.grade_course import Result

MOST_LISTED = 100
"""Lines about files that nobody graded."""


MOST_NAMES = 10
"""Learners that one line names."""


def grade_course_shown(
    console: Console,
    folder: Path,
    unit: str | None = None,
    options: GradingOptions = DEFAULT_OPTIONS,
    shown: Shown = DEFAULT_SHOWN,
) -> bool:
    """Grade a course and show what happens. Returns whether nothing is left for a person.

    Parameters
    ----------
    console
        Where to print.
    folder
        The course's folder.
    unit
        Grade the submissions of this unit only.
    options
        How to grade.
    shown
        What to print of it.

    Raises
    ------
    autograder.submission.course_folder.NotACourse
        When the folder is no course, or has no such unit.
    autograder.submission.course_folder.CourseBusy
        When another run grades this course.
    PermissionError
        When this machine cannot isolate submissions and `options` do not allow that.
    """
    from autograder.notebooks.gradebook.grade_course import grade_course

    with grading_bar(console, "Grading", shown) as (progress, say):
        results = grade_course(folder, unit, options, progress, say)
    done = show_results(console, folder, results, shown)
    if options.feedback and (folder / "feedback").is_dir() and not (shown.quiet or shown.as_json):
        where = folder / "feedback" / "<learner>" / (unit or "<unit>")
        console.print(f"Feedback pages: {where}/", style="bright_black", markup=False)
    return done


def show_results(
    console: Console, folder: Path, results: Sequence[Result], shown: Shown = DEFAULT_SHOWN
) -> bool:
    """Print what a person has to look at, what changed, and a summary or a table for each unit.

    Parameters
    ----------
    console
        Where to print. With JSON, what nobody graded is printed to stderr.
    folder
        The course's folder.
    results
        What became of each submission.
    shown
        What to print.

    Returns
    -------
    bool
        Whether nothing is left for a person.
    """
    by_learner = sorted(results, key=lambda result: result.submitted.learner)
    done = not any(result.needs_person for result in results)
    keys = KeysWhenNeeded(CourseFolder(folder))
    if shown.as_json:
        for result in by_learner:
            typer.echo(grade_json(result.grade))
        console = new_console(stderr=True)
    ungraded = _print_ungraded(console, CourseFolder(folder), results, keys, shown)
    if shown.as_json:
        _print_doubts(console, shown.asked_for(by_learner))
        return not ungraded and done
    if not results:
        console.print(f"No submissions. Put them under {folder}/submitted/<learner>/<unit>/.")
        return not ungraded
    in_table = shown.in_table(by_learner)
    if in_table:
        _print_tables(console, keys, in_table)
        console.print(legend())
    if not shown.has_table(by_learner):
        print_summary(console, by_learner, shown)
    if not shown.quiet:
        _print_remarks(console, by_learner, shown)
    return not ungraded and done


def _print_ungraded(
    console: Console,
    folder: CourseFolder,
    results: Sequence[Result],
    keys: Mapping[str, AnswerKey],
    shown: Shown,
) -> bool:
    """Print what lies under ``submitted/`` and was not graded. Returns whether there is any."""
    from autograder.notebooks.intake.screen import shown as printable
    from autograder.notebooks.intake.unclaimed import unclaimed

    submitted = [result.submitted for result in results]
    strays = unclaimed(folder, submitted, keys)
    listed = [stray for stray in strays if shown.names(stray.path)]
    for stray in listed[:MOST_LISTED]:
        say_advice(console, f"{escaped(printable(stray.path))} {escaped(stray.reason)}")
    if len(listed) > MOST_LISTED:
        say_advice(console, f"{len(listed) - MOST_LISTED} more files or folders were not graded.")
    unfit = folder.unfit()
    for path, reason in unfit:
        if not shown.names(path):
            continue
        say_advice(
            console,
            f"{escaped(printable(path))} {escaped(reason)}, and was not graded. Fix it, then grade"
            " again.",
        )
    return bool(unfit or strays)


def _print_tables(
    console: Console, keys: Mapping[str, AnswerKey], results: Sequence[Result]
) -> None:
    """Print a table for each unit, in the course's order; assignments of others come last."""
    titles = {item.slug: item.title for key in keys.values() for item in key.misconceptions}
    by_unit: dict[str, list[Result]] = {}
    for result in results:
        by_unit.setdefault(result.submitted.assignment, []).append(result)
    for unit in [
        *(unit for unit in keys if unit in by_unit),
        *sorted(by_unit.keys() - keys.keys()),
    ]:
        grades = [result.grade for result in by_unit[unit]]
        remarks = {
            result.submitted.learner: result.message for result in by_unit[unit] if result.message
        }
        marks = {
            result.submitted.learner: result.counted
            for result in by_unit[unit]
            if result.counted is not None
        }
        console.print(class_table(grades, unit, titles, remarks, console.width, counted=marks), "")


def _print_remarks(console: Console, results: Sequence[Result], shown: Shown) -> None:
    """Print penalties, how many submissions had not changed, and the level of isolation."""
    for result in shown.in_table(results):
        if result.penalty:
            console.print(
                f"late: {escaped(result.submitted.learner)}, {result.submitted.assignment}:"
                f" −{points(result.penalty)} points"
            )
    _print_doubts(console, shown.asked_for(results))
    for settings in sorted({result.converters for result in results if result.converters}):
        count = sum(result.converters == settings for result in results)
        console.print(
            f"nbgrader's own converters took {counted(count, 'submission')}, which takes longer,"
            f" because this course sets {settings}.",
            markup=False,
            soft_wrap=True,
        )
    unchanged = sum(result.outcome == "unchanged" for result in results)
    if unchanged:
        console.print(
            f"{unchanged} of {len(results)} had not changed since they were graded; --force grades"
            " them again."
        )
    levels = sorted({result.grade.isolation for result in results} - {NOTHING_RUN})
    isolation = (
        f"Isolation level {', '.join(levels)} (`gatewise doctor` says what that means)."
        if levels
        else "Nothing in these submissions had to be run."
    )
    console.print(isolation, style="bright_black", markup=False)


def _print_doubts(console: Console, results: Sequence[Result]) -> None:
    """Print which times of submission need a look, one line for each assignment and reason."""
    learners: dict[tuple[str, str], list[str]] = {}
    for result in results:
        if result.doubt:
            place = result.submitted.assignment, result.doubt
            learners.setdefault(place, []).append(result.submitted.learner)
    for (assignment, reason), names in learners.items():
        shown = ", ".join(names[:MOST_NAMES]) + (
            f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
        )
        say_advice(console, f"time of {escaped(shown)}, {escaped(assignment)}: {reason}.")
