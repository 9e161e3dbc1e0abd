"""Questions in a course's site: a frame with their page, for a Python without pydantic."""

from __future__ import annotations

import subprocess
import sys

import pytest

from quizzes.surfaces.frame import quiz


def test_the_page_of_each_topic_has_a_frame_and_the_first_is_open() -> None:
    html = quiz("gates", "four-layers")._repr_html_()
    assert html.count("<iframe ") == html.count("<details") == 2
    assert 'src="quiz/gates.html" title="Questions: gates"' in html
    assert html.index("<details open>") < html.index("quiz/gates.html") < html.index("<details>")


def test_a_name_that_is_none_does_no_harm() -> None:
    html = quiz('"><script>')._repr_html_()
    assert "<script" not in html
    assert 'src="quiz/%22%3E%3Cscript%3E.html"' in html


def test_without_a_topic_it_says_where_all_of_them_are() -> None:
    with pytest.raises(ValueError, match="front page"):
        quiz()


def test_where_no_frame_can_be_shown_it_says_so() -> None:
    assert repr(quiz("gates")) == "Questions: gates. Run this cell to see them."


def test_the_browser_gets_the_frame_and_loads_no_widget() -> None:
    code = (
        "import sys; sys.platform = 'emscripten'\n"
        "from quizzes import quiz\n"
        "print(quiz.__module__, {'pydantic', 'anywidget', 'traitlets'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "quizzes.surfaces.frame set()"
