"""Feedback pages as ``nbgrader generate_feedback`` writes them, from prepared parts.

What stands above and below the cells, and the lesson's text, are made once for a notebook. For a
submission only the learner's cells and the marks are made, by nbgrader's own template.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_markdown_cell
from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]

from autograder.notebooks.gradebook.direct.released import ReleasedNotebook
from autograder.notebooks.gradebook.direct.tidy import by_soup, stand_in, tidy, with_parts
from autograder.notebooks.gradebook.feedback import (
    keep_short,
    summary_html,
    with_figures,
    with_mathml,
)
from autograder.report.counted import CountedMarks
from autograder.report.json import GradeJson

_LANGUAGE = "python"
"""What `autograder.notebooks.gradebook.direct.notebook` says of every notebook."""
_CELLS = """{%- extends 'index.html.j2' -%}
{%- block any_cell scoped -%}MARK{{ super() }}MARK{%- endblock any_cell -%}"""
"""The same template with a mark around each cell."""
_EDGES = "{%- extends 'index.html.j2' -%}{%- block body -%}MARK{%- endblock body -%}"
_BODY = """{%- extends 'index.html.j2' -%}
{%- block header -%}{%- endblock header -%}
{%- block any_cell scoped -%}
{%- set made = drawn(cell) -%}
{%- if made is none -%}{{ super() }}{%- else -%}{{ made }}{%- endif -%}
{%- endblock any_cell -%}
{%- block footer -%}{%- endblock footer -%}"""
"""nbgrader's template without the edges of the page, and with what is drawn already."""


@dataclass(frozen=True)
class PageRows:
    """What the gradebook says of a submitted notebook.

    ``scores`` are the mark and the points of each cell, and ``comments`` its comment, by its name.
    ``stamp`` is the comment of HTML that says what the page is made of.
    """

    score: float
    max_score: float
    penalty: float
    scores: Mapping[str, tuple[float, float]]
    comments: Mapping[str, str | None]
    counted: CountedMarks | None
    stamp: str


class PageMaker:
    """Makes the feedback pages of one notebook.

    Parameters
    ----------
    exporter
        nbconvert's ``HTMLExporter`` as nbgrader's ``GenerateFeedback`` sets it up.
    resources
        The resources of a page that it has made.
    released
        What all submissions for this notebook share.
    source
        The folder with the assignment's sources, where figures are.
    """

    def __init__(
        self,
        exporter: Any,
        resources: Mapping[str, Any],
        released: ReleasedNotebook,
        source: Path,
    ) -> None:
        self._resources = resources
        self._token = secrets.token_hex(16)
        data_type = WidgetsDataTypeFilter({}, parent=exporter, resources=resources)
        exporter.register_filter("highlight_code", self._highlighted)
        exporter.register_filter("filter_data_type", data_type)
        self._environment = exporter.environment
        self._environment.globals["drawn"] = self._drawn
        self._body = self._environment.from_string(_BODY)
        self._head, self._foot = by_soup(self._marked(_EDGES, [])).split(self._token)
        self._lesson: list[str] = []
        self._code: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        for cell in released.cells:
            if cell.cell_type == "code" and cell.metadata["locked"]:
                self._code[cell.source] = self._part(highlighted(cell.source, _LANGUAGE))
        prose = sorted(released.prose)
        self._readable = {text: with_mathml(with_figures(text, source)) for text in prose}
        for text in prose:
            cell = new_markdown_cell(self._readable[text])
            self._texts[text] = self._part(self._marked(_CELLS, [cell]).split(self._token)[1])

    def page(self, notebook: Mapping[str, Any], rows: PageRows, grade: GradeJson | None) -> str:
        """The page of a submission.

        Parameters
        ----------
        notebook
            The autograded notebook, as its JSON holds it.
        rows
            What the gradebook says of it.
        grade
            The grade that the course keeps, for the summary at the top.
        """
        nb = from_dict(dict(notebook))
        _add_rows(nb.cells, rows)
        keep_short(nb.cells)
        for cell in nb.cells:
            if not _is_plain(cell) and cell.cell_type == "markdown":
                cell.source = self._readable.get(cell.source, cell.source)
        if grade is not None:
            nb.cells.insert(0, new_markdown_cell(summary_html(grade, rows.counted)))
        nb.cells.append(new_markdown_cell(rows.stamp))
        nbgrader = self._resources["nbgrader"] | {
            "score": rows.score - rows.penalty,
            "max_score": rows.max_score,
            "late_penalty": rows.penalty,
        }
        resources = dict(self._resources) | {"nbgrader": nbgrader}
        body = tidy(self._body.render(nb=nb, resources=resources))
        return self._head + with_parts(body, self._token, self._lesson) + self._foot

    def _drawn(self, cell: NotebookNode) -> str | None:
        """What stands for a text cell of the lesson, ``None`` for any other cell."""
        return self._texts.get(cell.source) if _is_plain(cell) else None

    def _highlighted(self, source: str, language: str | None = None, metadata: Any = None) -> str:
        """Code in colours; of a locked cell, what stands for it."""
        return self._code.get(source) or highlighted(source, language or _LANGUAGE)

    def _part(self, html: str) -> str:
        """Keep a part that is the same on all pages, and return what stands for it."""
        core = html.strip()
        before, _, after = html.partition(core)
        self._lesson.append(by_soup(core))
        return before + stand_in(self._token, len(self._lesson) - 1) + after

    def _marked(self, template: str, cells: Sequence[NotebookNode]) -> str:
        """What a template makes of cells; the token is its mark."""
        made = self._environment.from_string(template.replace("MARK", self._token))
        nb = from_dict({"cells": list(cells), "metadata": {}})
        return str(made.render(nb=nb, resources=self._resources))


def _is_plain(cell: NotebookNode) -> bool:
    """Whether a cell is text without marks, comments or pictures of its own."""
    return (
        cell.cell_type == "markdown"
        and not cell.metadata.get("nbgrader")
        and "attachments" not in cell
    )


def _add_rows(cells: Sequence[NotebookNode], rows: PageRows) -> None:
    """Put marks and comments into the cells, as nbgrader's ``GetGrades`` does."""
    for cell in cells:
        parts = cell.metadata.get("nbgrader", {})
        if parts.get("solution") or parts.get("task"):
            parts["comment"] = rows.comments[parts["grade_id"]]
        if parts.get("grade") or parts.get("task"):
            parts["score"], parts["points"] = rows.scores[parts["grade_id"]]


@lru_cache(1024)
def highlighted(source: str, language: str) -> str:
    """Colour code as nbconvert's ``Highlight2HTML`` does for a notebook in Python."""
    return str(highlight(source or " ", *_colours(language)))


@lru_cache
def _colours(language: str) -> tuple[Any, Any]:
    """The lexer and the formatter, which take longer to make than to use."""
    formatter = HtmlFormatter(cssclass=escape(f" highlight hl-{language}"))
    return get_lexer_by_name(language), formatter
