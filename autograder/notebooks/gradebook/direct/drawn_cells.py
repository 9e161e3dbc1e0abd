"""The HTML of a page's cells, by nbgrader's own template: what is the same is drawn once.

A class shares the lesson, most marks and most comments. Of a cell with code, the frame around the
code is shared as well.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from nbformat import from_dict
from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]

from autograder.notebooks.gradebook.direct.tidy import (
    NotSimple,
    by_soup,
    stand_in,
    tidy,
    with_parts,
)

LANGUAGE = "python"
"""What `autograder.notebooks.gradebook.direct.notebook` says of every notebook."""
_FIRST, _LAST = f'<div class=" highlight hl-{LANGUAGE}"><pre>', "</pre></div>\n"
"""The form in which Pygments writes code."""
_KEPT = 1024
"""How many cells are kept."""
_CELL = """{%- extends 'index.html.j2' -%}
{%- block any_cell scoped -%}MARK{{ super() }}MARK{%- endblock any_cell -%}"""
"""nbgrader's template with a mark around each cell."""


class Drawn(NamedTuple):
    """The HTML of a cell, tidy, with the space before and after it as the template makes it."""

    before: str
    html: str
    after: str


class DrawnCells:
    """Draws the cells of one notebook.

    Parameters
    ----------
    environment
        The environment of nbgrader's template. Its filter ``highlight_code`` has to be
        `highlight_code`.
    resources
        The resources of a page.
    token
        A text that no submission can know.
    prose
        The text of the lesson's cells, which hold whole elements.
    """

    def __init__(
        self,
        environment: Any,
        resources: Mapping[str, Any],
        token: str,
        prose: Collection[str],
    ) -> None:
        self._resources, self._token, self._prose = resources, token, prose
        self._mark = f"cell {token}"
        self._template = environment.from_string(_CELL.replace("MARK", self._mark))
        self._kept: dict[str, Drawn] = {}

    def draw(self, cell: Mapping[str, Any]) -> Drawn:
        """The HTML of a cell. Raises `NotSimple` where it depends on the cells around it."""
        source = cell["source"]
        if cell["cell_type"] != "code" or not source.strip():
            return self._frame(cell)
        frame = self._frame({**cell, "source": self._token})
        return frame._replace(html=with_parts(frame.html, self._token, [tidy_code(source)]))

    def highlight_code(self, source: str, language: str | None = None, metadata: Any = None) -> str:
        """The template's filter: code in colours, or what stands for it."""
        if source == self._token:
            return f"{stand_in(self._token, 0)}\n"
        return highlighted(source, language or LANGUAGE)

    def _frame(self, cell: Mapping[str, Any]) -> Drawn:
        """The HTML of a cell, or of the frame around its code."""
        key = repr(cell)
        if key not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            nb = from_dict({"cells": [cell], "metadata": {}})
            page = self._template.render(nb=nb, resources=self._resources)
            _, html, _ = page.split(self._mark)
            self._kept[key] = _drawn(html, cell["source"] in self._prose)
        return self._kept[key]


def _drawn(html: str, ours: bool) -> Drawn:
    core = html.strip()
    before, _, after = html.partition(core)
    try:
        return Drawn(before, tidy(core), after)
    except NotSimple:
        if not ours:
            raise
        return Drawn(before, by_soup(core), after)


@lru_cache(256)
def tidy_code(source: str) -> str:
    """Code in colours, as `tidy` would write it. Raises `NotSimple` where its form is another one.

    Pygments writes nothing but ``span`` in a ``pre``, and escapes every character that HTML knows.
    """
    html = highlighted(source, LANGUAGE)
    if not (html.startswith(_FIRST) and html.endswith(_LAST)):
        raise NotSimple
    code = html[len(_FIRST) : -len(_LAST)].replace("&quot;", '"').replace("&#39;", "'")
    return f'<div class="highlight hl-{LANGUAGE}"><pre>{code}</pre></div>'


def highlighted(source: str, language: str) -> str:
    """Colour code as nbconvert's ``Highlight2HTML`` does for a notebook in Python."""
    return str(highlight(source or " ", *_colours(language)))


@lru_cache
def _colours(language: str) -> tuple[Any, Any]:
    """The lexer and the formatter, which take longer to make than to use."""
    formatter = HtmlFormatter(cssclass=escape(f" highlight hl-{language}"))
    return get_lexer_by_name(language), formatter
