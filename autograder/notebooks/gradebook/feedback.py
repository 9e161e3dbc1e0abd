"""The step of ``nbgrader generate_feedback`` that adds to its pages.

The result at the top, and equations that need no network.
"""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from latex2mathml.converter import convert
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import List

from autograder.data.text import clean
from autograder.notebooks.gradebook.converter import (
    Processed,
    converter_of,
    course_root,
    released_prose,
)
from autograder.notebooks.gradebook.counted import counted_marks
from autograder.notebooks.gradebook.kept_grades import kept_json
from autograder.notebooks.gradebook.stale_pages import made_of
from autograder.notebooks.quizzes.holding import held_until, hold_back
from autograder.report.counted import CountedMarks, HandMark
from autograder.report.html import COLOURS
from autograder.report.json import ExerciseJson, GradeJson
from autograder.report.text import MARKS, WORDS, points
from autograder.submission.course_folder import CourseFolder
from autograder.submission.read import grade_id

STYLE = """<style>
table.gatewise { border-collapse: collapse; margin: 1em 0; }
.gatewise td, .gatewise th, .rendered_html table td, .rendered_html table th,
.text_cell_render td, .text_cell_render th {
  padding: .35em .8em; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd; }
math[display=block] { margin: .8em 0; font-size: 115%; }
</style>"""

SHOWN_OF_A_CELL = 10_000
"""Characters of one cell that a page repeats."""
SHOWN_IN_ALL = 200_000
"""Characters of a submission that a page repeats. Syntax colouring turns each into about ten."""

_MATHS = re.compile(
    r"(?P<code>```.*?```|`[^`\n]*`)|\$\$(?P<block>.+?)\$\$|(?<!\\)\$(?P<line>[^$\n]+?)(?<!\\)\$",
    re.DOTALL,
)
_FIGURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>[^()\s:]+)(?:\s+\"[^\"]*\")?\)")
_KINDS = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""The types of figures that a page can hold."""


class ReadableFeedback(NbGraderPreprocessor):  # type: ignore[misc]
    """Puts a summary of the grade at the top of a feedback page.

    It also replaces LaTeX in our own prose by MathML.

    nbgrader's pages fetch MathJax from the network to show equations. With MathML they need no
    network. A learner's own text is left as it is.
    """

    # nbgrader passes this setting of its own preprocessors to all of them.
    display_data_priority = List().tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> Processed:
        """Shorten the learner's text, convert equations and add the summary."""
        ids = resources["nbgrader"]
        root = course_root(self)
        folder = CourseFolder(root)
        held = held_until(folder, ids["assignment"], ids["student"], ids["db_url"])
        with Gradebook(ids["db_url"]) as gradebook:
            stamp = made_of(gradebook, ids, held is not None)
            marks = counted_marks(gradebook.db, [ids["student"]])
        if held is not None:
            hold_back(nb, resources, held)
            nb.cells.append(new_markdown_cell(stamp))
            return nb, resources
        ours = released_prose(root, ids["assignment"], ids["notebook"])
        keep_short(nb.cells)
        source = root / converter_of(self).coursedir.source_directory / ids["assignment"]
        for cell in nb.cells:
            if cell.cell_type == "markdown" and cell.source in ours:
                cell.source = with_mathml(with_figures(cell.source, source))
        grade = kept_json(folder, ids["assignment"], ids["student"])
        if grade is not None:
            counted = marks.get((ids["notebook"], ids["student"]))
            nb.cells.insert(0, new_markdown_cell(summary_html(grade, counted)))
        nb.cells.append(new_markdown_cell(stamp))
        return nb, resources


def with_figures(text: str, folder: Path) -> str:
    """Put the figures of a Markdown text into it, because learners fetch the page alone.

    Only files inside `folder` are taken, and only for prose of ours: a learner's text could name
    any file of the grader.
    """

    def replace(found: re.Match[str]) -> str:
        path = (folder / unquote(found["path"])).resolve()
        kind = _KINDS.get(path.suffix.lower())
        if kind is None or not path.is_relative_to(folder.resolve()) or not path.is_file():
            return found[0]
        data = b64encode(path.read_bytes()).decode("ascii")
        return f'<img alt="{escape(found["alt"])}" src="data:{kind};base64,{data}">'

    return _FIGURE.sub(replace, text)


def keep_short(cells: list[NotebookNode]) -> None:
    """Shorten the cells to what a page repeats of a submission, at the end of a line if possible.

    The cells are changed in place.
    """
    left = SHOWN_IN_ALL
    for cell in cells:
        source, most = cell.source, min(SHOWN_OF_A_CELL, left)
        left -= min(len(source), most)
        if len(source) > most:
            kept = source[:most].rpartition("\n")[0] or source[:most]
            rest = f"… {len(source) - len(kept):,} more characters are in the submitted file."
            remark = f"# {rest}" if cell.cell_type == "code" else f"\n{rest}"
            cell.source = f"{kept}\n{remark}" if kept else remark


def with_mathml(text: str) -> str:
    """Convert the LaTeX in a Markdown text to MathML. Code stays as it is.

    Characters that mean something in Markdown are escaped inside the MathML.

    >>> text = with_mathml("a gate `$x$` and $x$")
    >>> text.startswith("a gate `$x$` and <math "), text.endswith("<mi>x</mi></mrow></math>")
    (True, True)
    """

    def replace(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        try:
            maths = str(
                convert(
                    found["block"] or found["line"], display="block" if found["block"] else "inline"
                )
            )
        except Exception:  # the converter refuses LaTeX in many ways; MathJax may know more
            return found[0]
        for character in "*_`|\\~":
            maths = maths.replace(character, f"&#{ord(character)};")
        return maths

    return _MATHS.sub(replace, text)


def summary_html(grade: GradeJson, counted: CountedMarks | None = None) -> str:
    """A table with a line for each exercise, then what to do next.

    Each line links to its place on the page.

    It shows no total: nbgrader shows that above the table, with late penalties.

    Parameters
    ----------
    grade
        The grade that the course keeps.
    counted
        The marks that count, where the gradebook holds them: a mark by hand is shown.
    """
    rows = "".join(
        _row(exercise, counted.hand_mark(exercise.slug) if counted else None)
        for exercise in grade.exercises
    )
    notes = "".join(f"<p>{escape(clean(note))}</p>" for note in grade.notes)
    step = next(
        (
            f"<p><strong>Next, {escape(exercise.slug)}:</strong> {_line(exercise.next_step)}</p>"
            for exercise in grade.exercises
            if exercise.status != "passed" and exercise.next_step
        ),
        "",
    )
    return f'{STYLE}\n<h2>Your result</h2><table class="gatewise">{rows}</table>{notes}{step}'


def _row(exercise: ExerciseJson, by_hand: HandMark | None) -> str:
    status, slug = exercise.status, exercise.slug
    message = "" if status == "passed" and not exercise.follow_through else _line(exercise.message)
    if by_hand:
        given = f"A person gave {points(by_hand.score)} of {points(by_hand.max_score)} by hand."
        message = f"<strong>{given}</strong> {message}"
    return (
        f'<tr><td style="color:{COLOURS[status]};white-space:nowrap">{MARKS[status]}'
        f' {WORDS[status]}</td><td style="white-space:nowrap"><a'
        f' href="#{escape(grade_id(slug))}">{escape(slug)}</a></td><td>{message}</td></tr>'
    )


def _line(text: str) -> str:
    """Text as one line of HTML without anything that means something in Markdown."""
    line = escape(" ".join(clean(text).split()))
    return re.sub(r"[*_`|\\~\[\]$]", lambda found: f"&#{ord(found[0])};", line)
