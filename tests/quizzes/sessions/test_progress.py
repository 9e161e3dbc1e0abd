"""What a learner practised is kept, and comes back when it is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from quizzes.sessions import Progress, load_progress

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_what_is_due_comes_first_then_what_is_new_then_the_rest(examples: Any) -> None:
    progress = Progress(None)
    progress.record("activations", 1.0, NOON)
    progress.record("stacked-shape", 0.0, NOON)
    progress.record("count-one-layer", 0.0, NOON - timedelta(hours=1))

    order = progress.in_order(examples.questions, NOON + timedelta(minutes=30))

    assert order[:2] == ["count-one-layer", "stacked-shape"]
    assert order[-1] == "activations"
    assert len(order) == 9


def test_intervals_grow_with_success_and_fall_back_after_a_mistake() -> None:
    progress, moment, gaps = Progress(None), NOON, []
    for share in (1.0, 1.0, 1.0, 1.0, 0.0):
        due = progress.record("q", share, moment)
        gaps.append(due - moment)
        moment = due

    assert gaps[1] < gaps[2] < gaps[3]
    assert gaps[4] <= timedelta(minutes=10)


def test_a_hint_and_partial_credit_bring_a_question_back_sooner() -> None:
    def second_gap(share: float, helped: bool) -> timedelta:
        progress = Progress(None)
        for _ in range(2):
            due = progress.record("q", 1.0, NOON)
        return progress.record("q", share, due, helped=helped) - due

    assert second_gap(1.0, True) < second_gap(1.0, False)
    assert second_gap(0.6, False) < second_gap(1.0, False)


def test_progress_is_kept_between_sittings(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "quiz.json"
    due = load_progress(file).record("q", 1.0, NOON)

    assert load_progress(file).due("q") == due
    assert [path.name for path in file.parent.iterdir()] == ["quiz.json"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"schema": 1}',
        '{"schema": 1, "cards": {"q": {}}}',
        '{"schema": 1, "cards": {"q": {"due": "2026-01-01"}}}',
        "\x00",
    ],
)
def test_a_store_that_cannot_be_read_is_put_aside_not_lost(tmp_path: Path, text: str) -> None:
    file = tmp_path / "quiz.json"
    file.write_text(text)

    progress = load_progress(file)

    assert progress.cards == {}
    assert "put aside as quiz.unreadable.json" in str(progress.trouble)
    assert (tmp_path / "quiz.unreadable.json").read_text() == text


def test_a_store_that_cannot_be_written_costs_the_memory_not_the_quiz(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    progress = Progress(tmp_path / "file" / "quiz.json")

    progress.record("q", 1.0, NOON)

    assert "goes on without it" in str(progress.trouble)
    assert progress.due("q") is not None
