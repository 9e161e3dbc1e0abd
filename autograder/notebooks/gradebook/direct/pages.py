"""Feedback pages as ``nbgrader generate_feedback`` writes them, from prepared parts.

What stands above and below the cells, and what cells have in common, are made once for a notebook,
by nbgrader's own template. A page that cannot be put together is made by it as a whole.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode, from_dict

from autograder.notebooks.gradebook.direct.drawn_cells import DrawnCells
from autograder.notebooks.gradebook.direct.released import ReleasedNotebook
from autograder.notebooks.gradebook.direct.tidy import (
    NotSimple,
    by_soup,
    stand_in,
    tidy,
    with_parts,
)
from autograder.notebooks.gradebook.feedback import (
    SHOWN_IN_ALL,
    SHOWN_OF_A_CELL,
    keep_short,
    summary_html,
    with_figures,
    with_mathml,
)
from autograder.report.counted import CountedMarks
from autograder.report.json import GradeJson

Cell = Mapping[str, Any]
_WHOLE = "{%- extends 'index.html.j2' -%}"
_EDGES = "{%- extends 'index.html.j2' -%}{%- block body -%}MARK{%- endblock body -%}"
_BODY = """{%- extends 'index.html.j2' -%}
{%- block header -%}{%- endblock header -%}
{%- block any_cell scoped -%}{{ cell.stand_in }}{%- endblock any_cell -%}
{%- block footer -%}{%- endblock footer -%}"""
"""nbgrader's template without the edges of the page, and with what stands for its cells."""
_LISTED = ("grade", "solution", "task", "grade_id", "score", "points")
"""What of nbgrader's part of a cell the table of contents shows."""
_KEPT = 256
"""How many bodies are kept: pages with the same marks have the same one."""


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
        self._readable = {
            text: with_mathml(with_figures(text, source)) for text in sorted(released.prose)
        }
        data_type = WidgetsDataTypeFilter({}, parent=exporter, resources=resources)
        exporter.register_filter("filter_data_type", data_type)
        environment = exporter.environment
        prose = frozenset(self._readable.values())
        self._cells = DrawnCells(environment, resources, self._token, prose)
        exporter.register_filter("highlight_code", self._cells.highlight_code)
        self._whole, self._body = (environment.from_string(text) for text in (_WHOLE, _BODY))
        edges = environment.from_string(_EDGES.replace("MARK", self._token))
        empty = from_dict({"cells": [], "metadata": {}})
        page = by_soup(edges.render(nb=empty, resources=resources))
        self._head, self._foot = page.split(self._token)
        self._bodies: dict[str, str] = {}

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
        cells = self._shown(notebook["cells"], rows)
        if grade is not None:
            cells.insert(0, _text_cell(summary_html(grade, rows.counted)))
        cells.append(_text_cell(rows.stamp))
        nbgrader = self._resources["nbgrader"] | {
            "score": rows.score - rows.penalty,
            "max_score": rows.max_score,
            "late_penalty": rows.penalty,
        }
        resources = dict(self._resources) | {"nbgrader": nbgrader}
        try:
            return self._from_parts(cells, resources)
        except NotSimple:
            nb = from_dict({"cells": cells, "metadata": {}})
            return by_soup(self._whole.render(nb=nb, resources=resources))

    def _shown(self, cells: Sequence[Cell], rows: PageRows) -> list[Cell]:
        """The cells with marks and comments, and with our prose in the form for pages."""
        found = list(_with_rows(cells, rows))
        lengths = [len(cell["source"]) for cell in found]
        if max(lengths, default=0) > SHOWN_OF_A_CELL or sum(lengths) > SHOWN_IN_ALL:
            nodes: list[NotebookNode] = [from_dict(cell) for cell in found]
            keep_short(nodes)
            found = list(nodes)
        return [
            {**cell, "source": self._readable.get(cell["source"], cell["source"])}
            if cell["cell_type"] == "markdown"
            else cell
            for cell in found
        ]

    def _from_parts(self, cells: Sequence[Cell], resources: Mapping[str, Any]) -> str:
        """Put a page together. Raises `NotSimple` where that is not possible."""
        drawn = [self._cells.draw(cell) for cell in cells]
        places = [
            _place(cell, f"{part.before}{stand_in(self._token, number)}{part.after}")
            for number, (cell, part) in enumerate(zip(cells, drawn, strict=True))
        ]
        key = repr((places, resources["nbgrader"]))
        if key not in self._bodies:
            if len(self._bodies) >= _KEPT:
                self._bodies.clear()
            nb = {"cells": places, "metadata": {}}
            self._bodies[key] = tidy(self._body.render(nb=nb, resources=resources))
        body = with_parts(self._bodies[key], self._token, [part.html for part in drawn])
        return self._head + body + self._foot


def _text_cell(text: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def _with_rows(cells: Sequence[Cell], rows: PageRows) -> Iterator[Cell]:
    """The cells with their marks and comments, as nbgrader's ``GetGrades`` puts them there."""
    for cell in cells:
        parts = dict(cell["metadata"].get("nbgrader") or {})
        if not parts:
            yield cell
            continue
        if parts.get("solution") or parts.get("task"):
            parts["comment"] = rows.comments[parts["grade_id"]]
        if parts.get("grade") or parts.get("task"):
            parts["score"], parts["points"] = rows.scores[parts["grade_id"]]
        yield {**cell, "metadata": {**cell["metadata"], "nbgrader": parts}}


def _place(cell: Cell, html: str) -> Cell:
    """What the table of contents shows of a cell, and what stands for it below."""
    parts = cell["metadata"].get("nbgrader", {})
    shown = {name: parts[name] for name in _LISTED if name in parts}
    shown["comment"] = bool(parts.get("comment"))
    metadata = {"nbgrader": shown} if parts else {}
    return {"cell_type": cell["cell_type"], "metadata": metadata, "stand_in": html}
