"""Grades as plain text."""

from __future__ import annotations

import textwrap

from autograder.data.grades import ExerciseGrade, Status
from autograder.data.text import clean
from autograder.report.heat import heat_text

WORDS: dict[Status, str] = {
    "passed": "passed",
    "wrong": "not right yet",
    "raised": "stopped with an error",
    "timed_out": "took too long",
    "not_attempted": "not attempted",
    "skipped": "not judged",
    "grader_error": "needs a person",
}
MARKS: dict[Status, str] = {
    "passed": "✓",
    "wrong": "✗",
    "raised": "!",
    "timed_out": "∞",
    "not_attempted": "·",
    "skipped": "–",
    "grader_error": "?",
}


def points(value: float | None) -> str:
    """A mark as people write it: ``2``, ``1.5``, ``–`` for none."""
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def exercise_text(grade: ExerciseGrade, visible_only: bool = False) -> str:
    """One exercise in a few lines: the verdict, what we saw, each criterion, and what to try
    next.
    """
    lines = [
        f"{MARKS[grade.status]} {grade.slug}: {WORDS[grade.status]} ({points(grade.score)} of"
        f" {points(grade.max_score)})"
    ]
    if grade.status != "passed" or grade.follow_through:
        lines += textwrap.wrap(
            clean(grade.message), 96, initial_indent="  ", subsequent_indent="  "
        )
    if grade.diagnosis is not None:
        lines += [f"  {line}" for line in heat_text(grade.diagnosis.difference).splitlines()]
    if grade.status not in ("passed", "not_attempted", "grader_error"):
        lines += [f"  {MARKS[each.status]} {each.name}" for each in grade.criteria]
    if grade.next_step:
        lines += textwrap.wrap(
            "Next: " + clean(grade.next_step), 96, initial_indent="  ", subsequent_indent="  "
        )
    if visible_only and grade.status == "passed":
        lines.append("  These are the visible cases; marks come from hidden ones.")
    return "\n".join(lines)
