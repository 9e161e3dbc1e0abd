"""A page of feedback loads no picture from the network, whatever a learner's text cell says."""

from __future__ import annotations

import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograder.notebooks.intake.safe_text import inert

REMOTE = {
    "inline": "see ![a plot](http://example.org/a.png)",
    "with a title": 'see ![a plot](https://example.org/a.png "title")',
    "by reference": "see ![a plot][1]\n\n[1]: http://example.org/a.png",
    "collapsed reference": "see ![plot][]\n\n[plot]: http://example.org/a.png",
    "short reference": "see ![plot]\n\n[plot]: http://example.org/a.png",
    "inside another": "![a ![b](http://example.org/b.png)](attachment:mine.png)",
    "an escape": "\\\\![a](http://example.org/a.png)",
    "a link around it": "[![a](http://example.org/a.png)](http://example.org)",
    "HTML": "<img src='http://example.org/a.png'>",
}


@pytest.mark.parametrize("kind", REMOTE)
def test_a_remote_picture_becomes_a_link(kind: str) -> None:
    cell = {"cell_type": "markdown", "source": REMOTE[kind], "attachments": {}}
    page = markdown2html_mistune(inert(cell, frozenset())["source"])
    assert "<img" not in page


def test_a_picture_of_the_cell_itself_stays() -> None:
    cell = {
        "cell_type": "markdown",
        "source": "![mine](attachment:mine.png)",
        "attachments": {"mine.png": {"image/png": "iVBORw0KGgo="}},
    }
    assert inert(cell, frozenset())["source"] == "![mine](attachment:mine.png)"
