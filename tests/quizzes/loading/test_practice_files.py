"""Which practice questions are nearest to a folder."""

from __future__ import annotations

from pathlib import Path

from quizzes.bank import practice_files


def test_a_class_inside_a_course_adds_no_questions(tmp_path: Path) -> None:
    text = "topic: one\ntitle: One\nuse: practice\nquestions: []\n"
    own = tmp_path / "quizzes" / "bank" / "practice" / "one.yaml"
    handed_out = tmp_path / "autumn" / "kit" / "one" / "quiz-questions" / "one.yaml"
    beside = tmp_path / "one" / "quiz-questions" / "one.yaml"
    for path in (own, handed_out, beside):
        path.parent.mkdir(parents=True)
        path.write_text(text)
    assert practice_files(tmp_path) == [own]
    assert practice_files(beside.parent.parent) == [beside]
