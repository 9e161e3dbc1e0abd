"""What nbgrader's feedback pages show beside nbgrader's own: the result first, and equations that
need no network.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from latex2mathml.converter import convert
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import List

from autograder.data.text import clean
from autograder.notebooks.gradebook.preprocessors import Processed, course_root, released_prose
from autograder.report.html import COLOURS
from autograder.report.json import ExerciseJson, GradeJson, read_grade
from autograder.report.text import MARKS, WORDS
from autograder.submission.course_folder import CourseFolder
from autograder.submission.read import grade_id

STYLE = """<style>
table.gatewise { border-collapse: collapse; margin: 1em 0; }
.gatewise td, .gatewise th, .rendered_html table td, .rendered_html table th, .text_cell_render td, .text_cell_render th {
  padding: .35em .8em; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd; }
math[display=block] { margin: .8em 0; font-size: 115%; }
</style>"""

SHOWN_OF_A_CELL = 10_000
SHOWN_IN_ALL = 200_000
"""Characters of a hand-in that its page repeats; colouring makes ten of each."""

_MATHS = re.compile(
    r"(?P<code>```.*?```|`[^`\n]*`)|\$\$(?P<block>.+?)\$\$|(?<!\\)\$(?P<line>[^$\n]+?)(?<!\\)\$",
    re.DOTALL,
)


class ReadableFeedback(NbGraderPreprocessor):  # type: ignore[misc]
    """Puts a summary of the grade at the top of a feedback page, and MathML in place of LaTeX in
    our own prose.

    nbgrader's pages fetch MathJax from the network for their equations; these read well without it.
    A learner's own text is left as it is.
    """

    display_data_priority = List().tag(
        config=True
    )  # nbgrader hands its own preprocessors' setting to every one

    def preprocess(self, nb: NotebookNode, resources: Any) -> Processed:
        ids = resources["nbgrader"]
        folder = CourseFolder(Path(course_root(self)))
        ours = released_prose(str(folder.root), ids["assignment"], ids["notebook"])
        keep_short(nb.cells)
        for cell in nb.cells:
            if cell.cell_type == "markdown" and cell.source in ours:
                cell.source = with_mathml(cell.source)
        path = folder.grade_path(ids["assignment"], ids["student"])
        if path.is_file():
            grade = read_grade(path.read_text(encoding="utf-8"))
            nb.cells.insert(0, new_markdown_cell(summary_html(grade)))
        return nb, resources


def keep_short(cells: list[NotebookNode]) -> None:
    """Cut what a page would repeat of a hand-in's text, at the end of a line where there is one."""
    left = SHOWN_IN_ALL
    for cell in cells:
        source, most = cell.source, min(SHOWN_OF_A_CELL, left)
        left -= min(len(source), most)
        if len(source) > most:
            kept = source[:most].rpartition("\n")[0] or source[:most]
            told = (
                f"… {len(source) - len(kept):,} more characters, which stand in what was handed in."
            )
            cell.source = "\n".join(
                [
                    *([kept] if kept else []),
                    f"# {told}" if cell.cell_type == "code" else f"\n{told}",
                ]
            )


def with_mathml(text: str) -> str:
    """Markdown with its LaTeX as MathML, whose signs Markdown leaves alone. Code stays as it is.

    >>> with_mathml("a gate `$x$` and $x$")
    'a gate `$x$` and <math xmlns="http://www.w3.org/1998/Math/MathML" display="inline"><mrow><mi>x</mi></mrow></math>'
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
        except (
            Exception
        ):  # it has many ways of refusing LaTeX; MathJax, where there is a network, may know more
            return found[0]
        for sign in "*_`|\\~":
            maths = maths.replace(sign, f"&#{ord(sign)};")
        return maths

    return _MATHS.sub(replace, text)


def summary_html(grade: GradeJson) -> str:
    """One line an exercise, each with a link to its place on the page, then the one thing to do
    next.

    It gives no total: marks by hand and late penalties are nbgrader's to add, and stand above it.
    """
    rows = "".join(_row(each) for each in grade.exercises)
    notes = "".join(f"<p>{escape(clean(note))}</p>" for note in grade.notes)
    step = next(
        (
            f"<p><strong>Next, {escape(each.slug)}:</strong> {_line(each.next_step)}</p>"
            for each in grade.exercises
            if each.status != "passed" and each.next_step
        ),
        "",
    )
    return f'{STYLE}\n<h2>Your result</h2><table class="gatewise">{rows}</table>{notes}{step}'


def _row(each: ExerciseJson) -> str:
    said = "" if each.status == "passed" and not each.follow_through else _line(each.message)
    return (
        f'<tr><td style="color:{COLOURS[each.status]};white-space:nowrap">{MARKS[each.status]}'
        f' {WORDS[each.status]}</td><td style="white-space:nowrap"><a'
        f' href="#{escape(grade_id(each.slug))}">{escape(each.slug)}</a></td><td>{said}</td></tr>'
    )


def _line(text: str) -> str:
    """Text as one line of HTML in which Markdown finds nothing to do."""
    line = escape(" ".join(clean(text).split()))
    return re.sub(r"[*_`|\\~\[\]$]", lambda found: f"&#{ord(found[0])};", line)
