"""Grades as plain text, and the words and marks that every other form of a grade uses as well."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from autograder.data.grades import ExerciseGrade, Status
from autograder.data.text import clean
from autograder.report.flow import flow_text
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
"""What a person reads for each status."""

MARKS: dict[Status, str] = {
    "passed": "✓",
    "wrong": "✗",
    "raised": "!",
    "timed_out": "∞",
    "not_attempted": "·",
    "skipped": "–",
    "grader_error": "?",
}
"""One character for each status."""

FOLLOW_THROUGH = "right, given an earlier mistake"
"""What the ``*`` behind a mark means."""

ONLY_VISIBLE = "These are the visible cases; marks come from hidden ones."
"""What a learner's own check says when all of it passed."""


def points(value: float | None) -> str:
    """Write points as people do.

    >>> points(2.0), points(1.5), points(1 / 3), points(None)
    ('2', '1.5', '0.33', '–')
    """
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def in_points(value: float) -> str:
    """Write points with their unit.

    >>> in_points(1.0), in_points(1.5)
    ('1 point', '1.5 points')
    """
    return f"{points(value)} point{'' if value == 1 else 's'}"


def shows_message(grade: ExerciseGrade) -> bool:
    """Whether there is more to say than that the exercise passed."""
    return grade.status != "passed" or grade.follow_through


def shows_criteria(grade: ExerciseGrade) -> bool:
    """Whether the criteria tell more than the verdict, or come after passing."""
    return grade.afterwards is not None or (
        grade.status not in ("passed", "not_attempted", "grader_error")
        and len({criterion.status for criterion in grade.criteria}) > 1
    )


COMPARE = "One way to write it, to compare with yours:"
"""What stands above a short form of a function that has passed."""
PRINTED = "Printed in this case:"
"""What stands above the text that a function printed."""
_MOST_PRINTED, _WIDEST_PRINTED = 12, 100


def printed_lines(grade: ExerciseGrade) -> list[str]:
    """What the function printed in the case that is shown, its beginning, as lines to show."""
    lines = clean(grade.printed).strip("\n").splitlines()
    shown = [shorten_line(line) for line in lines[:_MOST_PRINTED]]
    more = len(lines) - len(shown)
    return [*shown, f"… and {more} more line{'' if more == 1 else 's'}"] if more else shown


def shorten_line(line: str) -> str:
    """A line that fits on a screen; what is cut off leaves an ellipsis."""
    return line if len(line) <= _WIDEST_PRINTED else f"{line[: _WIDEST_PRINTED - 1]}…"


def next_exercise(exercises: Sequence[ExerciseGrade]) -> ExerciseGrade | None:
    """The exercise to work on next.

    The first attempted one that has not passed, else the first that has not passed, else ``None``.
    """
    unfinished = [exercise for exercise in exercises if exercise.status != "passed"]
    attempted = [exercise for exercise in unfinished if exercise.status != "not_attempted"]
    return next(iter(attempted or unfinished), None)


def exercise_text(
    grade: ExerciseGrade, visible_only: bool = False, notes: Sequence[str] = ()
) -> str:
    """Write one exercise in a few lines.

    What is wrong, what was seen, why it matters and the next step begin a line each. The criteria
    stand at the end.

    Parameters
    ----------
    grade
        The exercise's grade.
    visible_only
        Whether only visible cases were run. A pass then ends with a reminder of the hidden ones.
    notes
        What else the learner should know, in sentences.
    """
    lines = [
        f"{MARKS[grade.status]} {grade.slug}: {WORDS[grade.status]} ({points(grade.score)} of"
        f" {points(grade.max_score)})"
    ]
    said = grade.explanation
    if shows_message(grade):
        lines += [*_wrapped(said.headline), *_wrapped(said.evidence)]
    if grade.diagnosis is not None:
        lines += [f"  {line}" for line in heat_text(grade.diagnosis.difference).splitlines()]
    if flow := flow_text(grade.diagnosis):
        lines += _wrapped(flow)
    if printed := printed_lines(grade):
        lines += [f"  {PRINTED}", *(f"    {line}" for line in printed)]
    if shows_message(grade):
        lines += _wrapped(said.reason)
    if grade.next_step:
        lines += _wrapped("Next: " + grade.next_step)
    if grade.afterwards is not None:
        lines += _wrapped(grade.afterwards.text)
    if shows_criteria(grade):
        lines += [f"  {MARKS[criterion.status]} {criterion.name}" for criterion in grade.criteria]
    if grade.afterwards is not None and grade.afterwards.form:
        lines += [f"  {COMPARE}", *(f"    {line}" for line in grade.afterwards.form.splitlines())]
    if visible_only and grade.status == "passed":
        lines.append("  " + ONLY_VISIBLE)
    for note in notes:
        lines += _wrapped("Note: " + note)
    return "\n".join(lines)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(clean(text), 96, initial_indent="  ", subsequent_indent="  ")
