"""Several topics in one cell: the learner chooses, and sees the questions of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzes import quiz
from quizzes.loading import UnknownName
from quizzes.sessions import Progress
from quizzes.surfaces.choice import QuizChoice
from quizzes.surfaces.widget import QuizWidget


def test_one_topic_at_a_time_and_answers_stay() -> None:
    shown = quiz("cell", "rnn-vs-lstm", progress=Progress(None))
    assert isinstance(shown, QuizChoice)
    assert not any(isinstance(child, QuizWidget) for child in shown.children)
    first, second = shown.children[1].children
    first.click()
    cell = shown.children[-1]
    assert isinstance(cell, QuizWidget)
    second.click()
    assert shown.children[-1] is not cell
    assert second.button_style == "info"
    assert first.button_style == ""
    first.click()
    assert shown.children[-1] is cell
    assert "Run this cell" in repr(shown)


def test_one_topic_shows_its_questions_at_once(tmp_path: Path) -> None:
    assert isinstance(quiz("cell", progress=Progress(None)), QuizWidget)
    with pytest.raises(UnknownName):
        quiz("cell", "no-such-topic", progress=Progress(None))
