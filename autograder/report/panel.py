"""One exercise in the terminal: a line where it passed, else a panel with what to know and do."""

from __future__ import annotations

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from autograder.data.grades import ExerciseGrade, Status
from autograder.data.text import clean
from autograder.report.flow import flow_text
from autograder.report.heat import heat_text
from autograder.report.text import (
    COMPARE,
    MARKS,
    PRINTED,
    WORDS,
    points,
    printed_lines,
    shows_criteria,
    shows_message,
)

SOFT = "bright_black"

STYLES: dict[Status, str] = {
    "passed": "green",
    "wrong": "yellow",
    "raised": "red",
    "timed_out": "red",
    "not_attempted": "bright_black",
    "skipped": "bright_black",
    "grader_error": "magenta",
}
"""The colour of each status."""


def exercise_panel(grade: ExerciseGrade) -> RenderableType:
    """Draw one exercise.

    A single line when it passed. Else a panel: what is wrong, what was seen, why it matters, the
    next step, and the criteria.
    """
    head = Text.assemble(
        verdict(grade), (f"  {points(grade.score)}/{points(grade.max_score)}", SOFT)
    )
    if grade.afterwards is not None:
        return Group(head, *(Padding(part, (0, 0, 0, 2)) for part in passed_parts(grade)))
    if not shows_message(grade):
        return head
    said = grade.explanation
    body: list[RenderableType] = []
    if said.headline:
        body.append(_prose(said.headline, "bold"))
    if said.evidence:
        body.append(_prose(said.evidence))
    picture = heat_text(grade.diagnosis.difference) if grade.diagnosis is not None else ""
    if picture:
        body.append(Text(picture, style=SOFT))
    flow = flow_text(grade.diagnosis)
    if flow:
        body.append(Text(flow))
    if printed := printed_lines(grade):
        body += [Text(PRINTED, "bold"), *(Text(f"  {line}", SOFT) for line in printed)]
    if said.reason:
        body.append(_prose(said.reason))
    if grade.next_step:
        body.append(Text.assemble(("Next: ", "bold"), _prose(grade.next_step)))
    if shows_criteria(grade):
        body.append(_criteria(grade))
    return Panel(
        Group(*body),
        title=head,
        title_align="left",
        border_style=STYLES[grade.status],
        padding=(0, 1),
    )


def passed_parts(grade: ExerciseGrade) -> list[RenderableType]:
    """What comes after passing: what is possible now, the criteria, another way to write it."""
    found = grade.afterwards
    if found is None:
        return []
    parts: list[RenderableType] = [_prose(found.text), _criteria(grade)]
    if found.form:
        parts += [Text(COMPARE, "bold"), Text(found.form.rstrip(), "cyan")]
    return parts


def _criteria(grade: ExerciseGrade) -> RenderableType:
    criteria = [
        Text(f"{MARKS[criterion.status]} {criterion.name}", STYLES[criterion.status])
        for criterion in grade.criteria
    ]
    return Columns(criteria, (0, 3))


def _prose(text: str, style: str = "") -> Text:
    """Text in which what stands between backticks has the colour of code."""
    prose = Text(clean(text), style)
    prose.highlight_regex(r"`[^`\n]+`", "cyan")
    return prose


def verdict(grade: ExerciseGrade) -> Text:
    """The mark, the exercise's name and the status in words."""
    style = STYLES[grade.status]
    return Text.assemble(
        (f"{MARKS[grade.status]} ", style), (grade.slug, "bold"), "  ", (WORDS[grade.status], style)
    )
