"""The HTML page: nothing from outside, and every answer without a script."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from quizzes.surfaces.form import question_html
from quizzes.surfaces.page import page_html, write_page


class Outside(HTMLParser):
    """Collects every address that a page would fetch from."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str | None] = []

    def handle_starttag(self, tag: Any, attrs: Any) -> None:
        self.found += [
            value
            for name, value in attrs
            if name in ("src", "href", "action", "data", "poster", "srcset")
        ]
        self.found += [tag] if tag in ("link", "iframe", "object", "embed", "base") else []


def test_the_page_needs_nothing_from_outside_and_its_maths_no_script(practice: list[Any]) -> None:
    text = page_html("All", practice)
    parser = Outside()
    parser.feed(text)

    assert parser.found == []
    assert "default-src 'none'" in text
    assert "@import" not in text
    assert "url(" not in text
    assert text.count("<math") > 200
    assert "MathJax" not in text


def test_without_a_script_every_answer_is_behind_a_disclosure(
    examples: Any, practice: list[Any]
) -> None:
    text = page_html("All", practice)

    assert text.count("<summary>Show the answer</summary>") == len(practice)
    assert "the name of the gate misleads here" in text
    assert "<p>One right order:</p>" in text


def test_no_text_of_a_question_can_end_the_script_that_holds_it(examples: Any) -> None:
    blank = examples.question("stacked-shape")
    data = blank.model_dump(mode="json")
    data["blanks"][0]["accept"] = ["</script><b>"]

    text = page_html("One", [type(blank).model_validate(data)])

    assert text.count("</script>") == 2
    assert "<b>" not in text


def test_a_control_with_nothing_but_a_formula_beside_it_has_a_name_in_words(examples: Any) -> None:
    question = examples.question("forget-near-one")
    data = question.model_dump(mode="json")
    data["options"][1]["text"] = "$c_{t-1}$"

    shown = question_html(type(question).model_validate(data), 1, "v")

    assert shown.count("aria-label=") == 1
    assert 'value="b" aria-label="cₜ₋₁">' in shown


def test_a_topic_is_written_as_a_page(tmp_path: Path) -> None:
    session = write_page(tmp_path / "page.html", "four-layers")

    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<title>Quiz: Four layers, their weights and biases</title>" in text
    assert text.count('class="gw-question"') == len(session.questions) > 4


def test_a_page_of_graded_questions_is_refused(
    asked: list[Any], whole_bank: Any, tmp_path: Path
) -> None:
    graded = [question for question in asked if question.use == "graded"]

    with pytest.raises(ValueError, match="key"):
        page_html("Graded", graded)
    with pytest.raises(ValueError, match="graded"):
        write_page(tmp_path / "page.html", "graded-gates", bank=whole_bank)
    assert not (tmp_path / "page.html").exists()
