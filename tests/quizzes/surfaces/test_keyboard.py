"""Every type of question is answered by keys alone, from the beginning of the page, in Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizzes.surfaces.page import page_html
from quizzes.types import Functions
from tests.quizzes.chromium import chromium, open_page
from tests.quizzes.surfaces.keyboard import Keyboard

pytest.importorskip("websocket", reason="websocket-client is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not chromium(), reason="Chromium is not installed"),
]


@pytest.fixture
def questions(examples: Any, reference_functions: Functions) -> list[Any]:
    """One question of each type and one more, from the README of the bank."""
    return [question.asked(b"keys", reference_functions) for question in examples.questions]


@pytest.fixture
def page(questions: list[Any], tmp_path: Path) -> Iterator[Any]:
    file = tmp_path / "quiz.html"
    file.write_text(page_html("Examples", questions), encoding="utf-8")
    with open_page(tmp_path / "profile") as found:
        found.call("Page.enable")
        found.call("Page.navigate", url=file.as_uri())
        found.until("document.querySelectorAll('.gw-question').length")
        yield found


def keep(page: Any, name: str, dark: bool, width: int) -> None:
    """Keep a picture where CI collects them."""
    if not (folder := os.environ.get("GATEWISE_SCREENSHOTS")):
        return
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    page.call("Emulation.setEmulatedMedia", features=[scheme])
    page.call(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=1000,
        deviceScaleFactor=1,
        mobile=False,
    )
    page.run("document.activeElement.scrollIntoView({block: 'center'})")
    Path(folder).mkdir(parents=True, exist_ok=True)
    page.picture(Path(folder) / f"{name}.png")


def test_every_type_is_answered_by_keys_alone(page: Any, questions: list[Any]) -> None:
    types = {question.type for question in questions}
    assert types == {
        "single",
        "multiple",
        "true_false",
        "numeric",
        "drawn",
        "ordering",
        "matching",
        "fill",
    }
    keyboard = Keyboard(page)
    for question in questions:
        keyboard.until(question.id)
        assert keyboard.answer(question).startswith("Right."), question.id
        keep(
            page,
            f"quiz-{question.type}-{'dark' if question.type in DARK else 'light'}",
            question.type in DARK,
            700 if question.type in NARROW else 1000,
        )
    summary = "document.querySelector('.gw-summary')"
    count = len(questions)
    said = f"{count} right of {count} answered, {count} in all."
    assert page.run(f"{summary}.textContent") == said
    assert page.run(f"{summary}.getAttribute('role')") == "status"


DARK = {"multiple", "ordering", "fill"}
NARROW = {"matching", "ordering"}
