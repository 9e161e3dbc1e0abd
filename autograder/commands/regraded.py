"""Regrade a course, and print whose marks moved, from what to what, and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from autograder.batch import GradingOptions
from autograder.commands.class_summary import Shown
from autograder.commands.grading_bar import grading_bar
from autograder.commands.output import counted, escaped, say_advice
from autograder.report.text import in_points, points

if TYPE_CHECKING:
    from autograder.notebooks.gradebook.causes import Cause, CauseKind
    from autograder.notebooks.gradebook.regrade import Regrade, Regraded

MOST_NAMES = 3
"""Cases or misconceptions that one line names."""


def regrade_shown(
    console: Console, folder: Path, unit: str | None, options: GradingOptions, shown: Shown
) -> bool:
    """Regrade a course and print what that changed. Returns whether nothing needs a person.

    Parameters
    ----------
    console
        Where to print.
    folder
        The course's folder.
    unit
        Only this unit.
    options
        How to grade; with ``dry_run`` nothing is written.
    shown
        What to print: one learner alone, what needs a person alone, or JSON.
    """
    from autograder.notebooks.gradebook.regrade import regrade_course

    with grading_bar(console, "Grading again", shown) as (progress, say):
        regraded = regrade_course(folder, unit, options, progress, say)
    if shown.as_json:
        for item in regraded.regrades:
            typer.echo(_json(item))
    else:
        _print(console, folder, regraded, shown, options.dry_run)
    return not any(_person(item) for item in regraded.regrades)


def _person(item: Regrade) -> str:
    """Why a person has to look at a submission; empty where nobody has to."""
    if item.problem:
        return item.problem
    return "a person decides about a mark" if item.after.counted.score is None else ""


def _print(console: Console, folder: Path, regraded: Regraded, shown: Shown, dry_run: bool) -> None:
    items = [
        item
        for item in regraded.regrades
        if shown.learner is None or item.submitted.learner == shown.learner
    ]
    for item in items:
        if why := _person(item):
            say_advice(console, f"{_name(item)}: {escaped(' '.join(why.split()))}")
    if shown.quiet:
        return
    moved = [item for item in items if item.moved]
    for item in moved:
        marks = f"{item.before.counted.text} → {item.after.counted.text}"
        parts = [_exercise(*exercise) for exercise in item.exercises]
        if item.before.penalty != item.after.penalty:
            before, after = points(item.before.penalty), points(item.after.penalty)
            parts.append(f"penalty {before} → {after}")
        if by_hand := [mark.slug for mark in item.after.counted.by_hand]:
            parts.append(f"by hand and kept: {', '.join(by_hand)}")
        console.print(
            f"[bold]{_name(item)}[/]: {marks} ({escaped('; '.join(parts))})", soft_wrap=True
        )
        console.print(f"  because {escaped(_why(item.causes))}", soft_wrap=True)
    _print_counts(console, folder, regraded, len(moved) if shown.learner is None else None, dry_run)


def _print_counts(
    console: Console, folder: Path, regraded: Regraded, moved: int | None, dry_run: bool
) -> None:
    if moved is not None:
        verb = "would be graded" if dry_run else "graded"
        again = f"{counted(len(regraded.regrades), 'submission')} {verb} again"
        end = f"{counted(moved, 'mark')} moved; {regraded.unaffected} not concerned."
        console.print(f"{again}, {end}")
    if regraded.waiting:
        one = regraded.waiting == 1
        console.print(
            f"{counted(regraded.waiting, 'submission')} {'is' if one else 'are'} new or"
            f" {'was' if one else 'were'} submitted again: `gatewise course grade"
            f" {escaped(str(folder))}` grades {'it' if one else 'them'}.",
            soft_wrap=True,
        )
    if dry_run:
        console.print("Nothing was written (--dry-run).")


def _name(item: Regrade) -> str:
    return f"{escaped(item.submitted.learner)}, {escaped(item.submitted.assignment)}"


def _exercise(slug: str, before: float | None, after: float | None) -> str:
    return f"{slug} {_mark(before)} → {_mark(after)}"


def _mark(mark: float | None) -> str:
    return "person" if mark is None else points(mark)


def _why(causes: tuple[Cause, ...]) -> str:
    """Why a submission was graded again, as the rest of a sentence."""
    if not causes:
        return "--force grades everything again"
    return "; ".join(_CAUSES[cause.kind](cause) for cause in causes)


def _names(cause: Cause) -> str:
    names = [name.replace("@", " in ") for name in cause.names]
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _misconceptions(cause: Cause) -> str:
    where = f"{cause.exercise} has" if cause.exercise else "the course has"
    return f"{where} changed misconceptions ({_names(cause)})"


_CAUSES: Mapping[CauseKind, Callable[[Cause], str]] = {
    "submission": lambda cause: "it was submitted again",
    "points": lambda cause: (
        f"{cause.exercise} is worth {in_points(float(cause.after))} now, not"
        f" {points(float(cause.before))}"
    ),
    "exercise": lambda cause: f"the exercise {cause.exercise} has changed",
    "tolerance": lambda cause: f"{cause.exercise} has another tolerance",
    "cases": lambda cause: f"{cause.exercise} has changed cases ({_names(cause)})",
    "misconceptions": _misconceptions,
    "recorded": lambda cause: "the reference has changed",
    "key": lambda cause: "the answer key has changed",
    "quiz": lambda cause: "the quiz has changed",
    "due": lambda cause: (
        f"it is due {cause.after or 'at no time'} now, not {cause.before or 'at no time'} (UTC)"
    ),
    "rules": lambda cause: "the rules on late submissions have changed",
    "follow_through": lambda cause: "--no-follow-through was set or left out",
    "unfinished": lambda cause: "the last run was stopped before it was done",
}
"""What each kind of cause is called."""


def _json(item: Regrade) -> str:
    """One submission for programs."""
    before, after = item.before.counted, item.after.counted
    return json.dumps(
        {
            "schema": 1,
            "submission": item.submitted.learner,
            "unit": item.submitted.assignment,
            "before": {"score": before.score, "max_score": before.max_score},
            "after": {"score": after.score, "max_score": after.max_score},
            "exercises": [
                {"slug": slug, "before": was, "after": now} for slug, was, now in item.exercises
            ],
            "why": [_CAUSES[cause.kind](cause) for cause in item.causes],
            "problem": item.problem,
        }
    )
