"""The page in Chromium marks as Python does, and axe finds nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizzes.sessions import mark, read_answer
from quizzes.surfaces.form import SAID
from quizzes.surfaces.page import page_html
from tests.quizzes.surfaces.browser import AXE, SHOW, attempts, axe, in_browser, loosened


def test_the_page_marks_as_python_does(
    dump_dom: Callable[..., str], practice: list[Any], tmp_path: Path
) -> None:
    """Right, half right and wrong answers of every practice question, filled in and checked in the
    browser.
    """
    tries = [(question.id, given) for question in practice for given in attempts(question)]
    script = (
        SHOW
        + """
    const by = Object.fromEntries(sections.map((section) => [section.dataset.question, section]));
    show(TRIES.map(([name, given]) => {
      const section = by[name];
      section.querySelector("form").reset();
      fillForm(section, given);
      section.querySelector("form").requestSubmit();
      return [Number(section.dataset.share), [...section.querySelectorAll(".gw-result .gw-note")]
        .map((note) => note.querySelector(".gw-said").textContent)];
    }));""".replace("TRIES", json.dumps(tries))
    )
    found = in_browser(dump_dom, tmp_path / "page.html", page_html("All", practice), script)

    by_id = {question.id: question for question in practice}
    assert len(found) == len(tries) > 2 * len(practice)
    for (name, given), (share, notes) in zip(tries, found, strict=True):
        marked = mark(by_id[name], read_answer(by_id[name], given))
        assert share == pytest.approx(marked.share), (name, given)
        words = [
            SAID[
                (
                    ("right" if note.right else "wrong")
                    if note.chosen
                    else "missed"
                    if note.right
                    else "left"
                )
            ]
            for note in marked.notes
        ]
        assert given is None or notes == words, (name, given)
    assert sum(share == 1 for share, _ in found) >= len(practice)


def axe_findings(
    dump_dom: Callable[..., str],
    node_modules: Path,
    page: Any,
    questions: Any,
    kind: Any,
    *options: Any,
    where: Any = None,
) -> Any:
    """What axe says of a page on which everything was answered and opened."""
    text = loosened(page_html("All", questions)).replace(
        "</body>", f"<script>{axe(node_modules)}</script></body>"
    )
    answer = (
        "sections.forEach((section, i) => { fillForm(section, GIVEN[i]); "
        "section.querySelector('form').requestSubmit(); });"
        "document.querySelectorAll('details').forEach((details) => { details.open = true; });"
    )
    given = json.dumps([attempts(question)[kind] for question in questions])
    place = f"globalThis.where = {json.dumps(where)};" if where else ""
    return in_browser(dump_dom, page, text, place + answer.replace("GIVEN", given) + AXE, *options)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [0, 1, -1])
def test_axe_finds_nothing_on_a_page_with_each_type(
    dump_dom: Callable[..., str], node_modules: Path, asked: list[Any], tmp_path: Path, kind: Any
) -> None:
    assert axe_findings(dump_dom, node_modules, tmp_path / "axe.html", asked[:9], kind) == []


@pytest.mark.slow
def test_axe_finds_nothing_on_a_dark_page(
    dump_dom: Callable[..., str], node_modules: Path, asked: list[Any], tmp_path: Path
) -> None:
    dark = "--blink-settings=preferredColorScheme=0"
    page = tmp_path / "axe.html"

    assert axe_findings(dump_dom, node_modules, page, asked[:9], -1, dark) == []
    colour = "show(getComputedStyle(document.body).backgroundColor)"
    assert (
        in_browser(dump_dom, page, page_html("All", asked[:1]), SHOW + colour, dark)
        == "rgb(17, 18, 22)"
    )


@pytest.mark.slow
def test_axe_finds_nothing_on_a_page_with_all_practice_questions(
    dump_dom: Callable[..., str], node_modules: Path, practice: list[Any], tmp_path: Path
) -> None:
    """Formulas, which cost most of the time, are on the smaller pages above."""
    where = {"exclude": ["math"]}
    assert (
        axe_findings(dump_dom, node_modules, tmp_path / "axe.html", practice, -1, where=where) == []
    )


def test_axe_can_find_something(
    dump_dom: Callable[..., str], node_modules: Path, practice: list[Any], tmp_path: Path
) -> None:
    text = loosened(page_html("Some", practice[:2])).replace('<html lang="en">', "<html>")
    text = text.replace("</body>", f"<img src='data:,'><script>{axe(node_modules)}</script></body>")

    found = in_browser(dump_dom, tmp_path / "axe.html", text, AXE)

    assert {"html-has-lang", "image-alt"} <= {violation[0] for violation in found}
