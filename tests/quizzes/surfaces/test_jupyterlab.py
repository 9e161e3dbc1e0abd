"""The widget in JupyterLab itself, with a kernel and real keys.

Nothing here reaches into the widget to answer for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizzes.sessions import practice_bank
from tests.jupyterlab import running_lab
from tests.quizzes.chromium import chromium, open_page
from tests.quizzes.surfaces.keyboard import Keyboard

pytest.importorskip("jupyterlab", reason="JupyterLab is not installed")
pytest.importorskip("websocket", reason="websocket-client is not installed")


pytestmark = pytest.mark.slow


AXE = (
    "axe.run('.gw-widget', {resultTypes: ['violations']}).then(found => found.violations.map("
    "violation => [violation.id, violation.nodes[0].html.slice(0, 200)]))"
)
CHOSEN = ("single", "multiple", "true_false", "ordering", "matching")
"""Types whose right answer does not depend on numbers that the kernel draws."""


def notebook() -> Any:
    sources = ['from quizzes import quiz\nquiz("activations")', "print('another cell')"]
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "id": f"cell-{i}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for i, source in enumerate(sources)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}
    )


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The address of a JupyterLab of its own, with one notebook."""
    home = tmp_path_factory.mktemp("lab")
    (home / "work").mkdir()
    (home / "work" / "quiz.ipynb").write_text(notebook())
    with running_lab(home) as address:
        yield f"{address}/tree/quiz.ipynb?token=t"


@pytest.fixture
def page(lab: Any, tmp_path: Path) -> Iterator[Any]:
    if not chromium():
        pytest.skip("Chromium is not installed")
    with open_page(tmp_path) as page:
        page.call("Page.enable")
        page.call("Page.navigate", url=lab)
        page.until("window.jupyterapp && jupyterapp.restored.then(() => true)")
        page.until("document.querySelectorAll('.jp-Notebook .jp-Cell').length > 1")
        page.until(
            "[...jupyterapp.shell.widgets('main')].some(panel =>"
            " panel.sessionContext?.session?.kernel?.status === 'idle')"
        )
        yield page


def result(page: Any, question: Any) -> str:
    """What the widget says about an answer, once it says something."""
    said = page.until(
        f"document.querySelector('[data-question={question.id}] .gw-result').innerText"
    )
    return str(said)


def switch_to_dark(page: Any) -> None:
    """Change JupyterLab's theme, and wait until the widget has changed its colours."""
    page.run("jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
    page.until("document.body.dataset.jpThemeLight === 'false'")
    page.until(
        "getComputedStyle(document.querySelector('.gw-question')).backgroundColor === 'rgb(27, 29,"
        " 34)'"
    )


def save_and_reload(page: Any) -> None:
    page.run("jupyterapp.commands.execute('docmanager:save')")
    page.run("window.before = true")
    page.call("Page.reload")
    page.until("!window.before && window.jupyterapp && jupyterapp.restored.then(() => true)")


def test_a_learner_with_a_keyboard_answers_reloads_and_goes_on(
    page: Any, node_modules: Path
) -> None:
    topic = practice_bank().topic("activations")
    keyboard = Keyboard(page)
    page.until("document.activeElement.matches('.jp-Cell')")  # JupyterLab itself sees to that
    page.press("Enter", shift=True)
    page.until(f"document.querySelectorAll('.gw-question').length === {len(topic.questions)}")
    page.until("document.activeElement.matches('.jp-Cell')")
    first: Any = topic.questions[0]
    chosen = [question for question in topic.questions if question.type in CHOSEN]
    for question in chosen:
        keyboard.until(question.id)
        assert keyboard.answer(question).startswith("Right."), question.id
    number = next(
        question for question in topic.questions if question.type in ("numeric", "computed")
    )
    keyboard.until(number.id)
    page.press("d", "d", "0", "a", "b", "x", "Enter")
    assert result(page, number).startswith("'dd0abx' cannot be read as a number")
    typed = page.run(f"document.querySelector('[data-question={number.id}] input').value")
    assert typed == "dd0abx"
    cells = page.run("document.querySelectorAll('.jp-Notebook .jp-Cell').length")
    assert cells == 2, "no key was taken for a shortcut"

    page.run((node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8") + "; 0")
    assert page.run(AXE) == []
    switch_to_dark(page)
    assert page.run(AXE) == []

    save_and_reload(page)
    page.until(
        f"document.querySelector('[data-question={first.id}]"
        " .gw-result')?.innerText.startsWith('Right.')"
    )
    kept = page.run(f"document.querySelector('[data-question={first.id}] input:checked').value")
    assert kept == first.shown_key()
    summary = page.run("document.querySelector('.gw-summary').textContent")
    assert summary.startswith(f"{len(chosen)} right of {len(chosen)} answered")
