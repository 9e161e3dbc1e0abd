"""One exercise's feedback as a small piece of HTML that stands alone.

Notebook cells and nbgrader's feedback pages show it.

It holds no hidden input, no expected value of a hidden case and nothing of the reference. Text from
the submission is escaped. All styles are inline, because nbgrader's pages and trusted notebooks
keep no others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from autograder.data.grades import CriterionGrade, ExerciseGrade, Status
from autograder.data.text import clean
from autograder.report.flow import flow_html
from autograder.report.heat import heat_html
from autograder.report.text import (
    COMPARE,
    MARKS,
    ONLY_VISIBLE,
    PRINTED,
    WORDS,
    in_points,
    points,
    printed_lines,
    shows_criteria,
    shows_message,
)

COLOURS: dict[Status, str] = {
    "passed": "#1a7f37",
    "wrong": "#b35900",
    "raised": "#b42318",
    "timed_out": "#b42318",
    "not_attempted": "#6b7280",
    "skipped": "#6b7280",
    "grader_error": "#6d28d9",
}
"""Each status's colour on a light page."""

DARK: dict[Status, str] = {
    "passed": "#4ac26b",
    "wrong": "#f0a04b",
    "raised": "#ff8a80",
    "timed_out": "#ff8a80",
    "not_attempted": "#a5b1c0",
    "skipped": "#a5b1c0",
    "grader_error": "#c4a5ff",
}
"""Each status's colour on a dark page."""


_HEADLINE = "margin:.5em 0 .4em;font-size:1.08em"
_CODE = re.compile(r"`([^`\n]+)`")
_CODE_STYLE = "font-size:.95em;background:#8882;padding:0 .2em;border-radius:.2em"


def ink(status: Status, name: str = "color") -> str:
    """A status's colour as a CSS declaration that follows the page's theme.

    Browsers that do not know ``light-dark`` take the light colour.
    """
    return f"{name}:{COLOURS[status]};{name}:light-dark({COLOURS[status]},{DARK[status]})"


def exercise_html(
    grade: ExerciseGrade, visible_only: bool = False, notes: Sequence[str] = ()
) -> str:
    """Write one exercise as a card.

    Verdict and points; what is wrong, in bold; what was seen; why it matters; the next step; the
    criteria.

    Parameters
    ----------
    grade
        The exercise's grade.
    visible_only
        Whether only visible cases were run. A pass then ends with a reminder of the hidden ones.
    notes
        What else the learner should know, in sentences.
    """
    parts = [
        (
            '<div style="border-left:4px'
            f" solid;{ink(grade.status, 'border-left-color')};padding:.5em .9em;margin:.4em"
            ' 0;font-family:system-ui,sans-serif;line-height:1.45;max-width:48em">'
        ),
        (
            f'<div><strong style="{ink(grade.status)}">{MARKS[grade.status]} {escape(grade.slug)}:'
            f' {WORDS[grade.status]}</strong> <span style="opacity:.75">({points(grade.score)} of'
            f" {in_points(grade.max_score)})</span></div>"
        ),
    ]
    said = grade.explanation
    if shows_message(grade) and said.headline:
        parts.append(f'<p style="{_HEADLINE}"><strong>{_text(said.headline)}</strong></p>')
    if shows_message(grade):
        parts += _paragraph(said.evidence)
    if grade.diagnosis is not None:
        parts.append(heat_html(grade.diagnosis.difference))
    if flow := flow_html(grade.diagnosis):
        parts.append(flow)
    if printed := printed_lines(grade):
        text = escape("\n".join(printed))
        parts.append(f'<div style="margin:.4em 0"><strong>{PRINTED}</strong>{_code(text)}</div>')
    if shows_message(grade):
        parts += _paragraph(said.reason, "opacity:.85")
    if grade.next_step:
        parts.append(
            f'<p style="margin:.4em 0"><strong>Next:</strong> {_text(grade.next_step)}</p>'
        )
    if grade.afterwards is not None:
        parts += _paragraph(grade.afterwards.text)
    if shows_criteria(grade):
        parts.append('<ul style="list-style:none;padding:0;margin:.5em 0 0;font-size:.9em">')
        parts += map(_criterion, grade.criteria)
        parts.append("</ul>")
    if grade.afterwards is not None and grade.afterwards.form:
        form = _code(escape(grade.afterwards.form))
        parts.append(f'<details style="margin:.5em 0"><summary>{COMPARE}</summary>{form}</details>')
    if visible_only and grade.status == "passed":
        parts.append(f'<p style="margin:.4em 0;opacity:.75">{ONLY_VISIBLE}</p>')
    parts += [
        f'<p style="margin:.4em 0"><strong>Note:</strong> {_text(note)}</p>' for note in notes
    ]
    return "\n".join([*parts, "</div>"])


def _criterion(grade: CriterionGrade) -> str:
    return (
        f'<li><span style="{ink(grade.status)}">{MARKS[grade.status]}</span> {_text(grade.name)}'
        f' <span style="opacity:.75">({WORDS[grade.status]})</span></li>'
    )


def _code(text: str) -> str:
    return (
        '<pre style="margin:.2em 0;padding:.3em .6em;border-left:2px solid #8888;overflow-x:auto">'
        f"{text}</pre>"
    )


def _paragraph(text: str, style: str = "") -> list[str]:
    return [f'<p style="margin:.4em 0;{style}">{_text(text)}</p>'] if text else []


def _text(text: str) -> str:
    """Text as HTML; what stands between backticks is code."""
    plain = escape(clean(text)).replace("\n", "<br>")
    return _CODE.sub(rf'<code style="{_CODE_STYLE}">\1</code>', plain)
