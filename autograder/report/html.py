"""One exercise's feedback as a small self-contained piece of HTML, for notebook cells and
nbgrader's feedback pages.

It holds no hidden input, no expected value of a hidden case and nothing of the reference; text from
the hand-in is escaped. Inline styles alone, since nbgrader's pages and trusted notebooks keep
nothing else.
"""

from __future__ import annotations

from html import escape

from autograder.data.grades import ExerciseGrade, Status
from autograder.data.text import clean
from autograder.report.heat import heat_html
from autograder.report.text import MARKS, WORDS, points

COLOURS: dict[Status, str] = {
    "passed": "#1a7f37",
    "wrong": "#b35900",
    "raised": "#b42318",
    "timed_out": "#b42318",
    "not_attempted": "#6b7280",
    "skipped": "#6b7280",
    "grader_error": "#6d28d9",
}
DARK: dict[Status, str] = {
    "passed": "#4ac26b",
    "wrong": "#f0a04b",
    "raised": "#ff8a80",
    "timed_out": "#ff8a80",
    "not_attempted": "#a5b1c0",
    "skipped": "#a5b1c0",
    "grader_error": "#c4a5ff",
}


def ink(status: Status, name: str = "color") -> str:
    """A status's colour as a declaration that follows the page into its dark theme, where the
    browser knows how to.
    """
    return f"{name}:{COLOURS[status]};{name}:light-dark({COLOURS[status]},{DARK[status]})"


def exercise_html(grade: ExerciseGrade, visible_only: bool = False) -> str:
    """A card: the verdict and the points, what we saw, each criterion, and what to try next."""
    parts = [
        (
            '<div style="border-left:4px'
            f" solid;{ink(grade.status, 'border-left-color')};padding:.5em .9em;margin:.4em"
            ' 0;font-family:system-ui,sans-serif;line-height:1.45;max-width:48em">'
        ),
        (
            f'<div><strong style="{ink(grade.status)}">{MARKS[grade.status]} {escape(grade.slug)}:'
            f' {WORDS[grade.status]}</strong> <span style="opacity:.75">({points(grade.score)} of'
            f" {points(grade.max_score)} points)</span></div>"
        ),
    ]
    if grade.status != "passed" or grade.follow_through:
        parts.append(f'<p style="margin:.4em 0">{_text(grade.message)}</p>')
    if grade.diagnosis is not None:
        parts.append(heat_html(grade.diagnosis.difference))
    if grade.status not in ("passed", "not_attempted", "grader_error"):
        parts.append('<ul style="list-style:none;padding:0;margin:.4em 0">')
        parts += [
            f'<li><span style="{ink(each.status)}">{MARKS[each.status]}</span> {_text(each.name)}'
            f' <span style="opacity:.75">({WORDS[each.status]})</span></li>'
            for each in grade.criteria
        ]
        parts.append("</ul>")
    if grade.next_step:
        parts.append(
            f'<p style="margin:.4em 0"><strong>Next:</strong> {_text(grade.next_step)}</p>'
        )
    if visible_only and grade.status == "passed":
        parts.append(
            '<p style="margin:.4em 0;opacity:.75">These are the visible cases; marks come from'
            " hidden ones.</p>"
        )
    return "\n".join([*parts, "</div>"])


def _text(text: str) -> str:
    return escape(clean(text)).replace("\n", "<br>")
