"""HTML brought into form tag by tag is what BeautifulSoup makes of the whole."""

from __future__ import annotations

import pytest

from autograder.notebooks.gradebook.direct.drawn_cells import LANGUAGE, highlighted, tidy_code
from autograder.notebooks.gradebook.direct.tidy import (
    NotSimple,
    by_soup,
    stand_in,
    tidy,
    with_parts,
)


@pytest.mark.parametrize(
    "html",
    [
        "<p>a &amp; b</p>",
        '<p>a &lt;b&gt; > " &quot; &#39; &nbsp;</p>',
        "<!-- marks 12ab --><p>x</p>",
        '<div class=" a  b" id=x>q<br>r<hr/><img src="a"></div>',
        "<div>\n\n  <p>one</p>   <p>two</p>\n</div>",
        "<pre>\n  <span>x</span>\n\n   <span>y</span>  </pre>",
        "<style>a>b &amp; c</style>z<script>if (a < b && c) {}</script>",
        "<a href='x' HREF=\"y\">y</a>",
    ],
)
def test_pieces_are_written_as_the_whole(html: str) -> None:
    assert tidy(html) == by_soup(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>a & b</p>",
        '<p>a &lt;b&gt; > " &quot; &#39; &#42; &nbsp;&eacute;</p>',
        "<P>loud</P>",
        "<!-- marks 12ab --><p>x</p> <!-- a > b -->",
        "<b>left open",
        "<p>a</p></div>closed twice",
        "a<b && c>d",
        "<textarea>\n <b>x</b></textarea>",
        "<p>&#128;&#60;&#x27;</p>",
    ],
)
def test_what_depends_on_the_page_around_it_is_not_simple(html: str) -> None:
    with pytest.raises(NotSimple):
        tidy(html)


def test_code_in_colours_is_written_as_the_whole() -> None:
    for source in (
        "x = 'a' < \"b\" and c > d & e  # é ",
        "\n\n    \tdef f(:\n  'open",
        "\x0c\xa0 1",
    ):
        assert tidy_code(source) + "\n" == by_soup(highlighted(source, LANGUAGE))


def test_a_part_comes_back_in_its_place() -> None:
    html = f"<div>\n {stand_in('ab12', 1)} \n<b>x</b>{stand_in('ab12', 0)}</div>"
    assert with_parts(tidy(html), "ab12", ["<i>0</i>", "<i>1</i>"]) == (
        "<div>\n<i>1</i>\n<b>x</b><i>0</i></div>"
    )
