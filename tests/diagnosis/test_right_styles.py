"""Whatever is right gets full marks, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.data.answer_key import AnswerKey
from autograder.grade import grade
from autograder.sandbox import Sandbox
from autograder.submission.read import read_submission

STYLES = sorted((Path(__file__).parent / "right_styles").glob("*.py"))


@pytest.mark.parametrize("path", STYLES, ids=[path.stem for path in STYLES])
def test_a_right_style_loses_no_mark(
    path: Path, keys: dict[str, AnswerKey], sandbox: Sandbox
) -> None:
    seen = []
    for submission in read_submission(path, keys):
        for exercise in grade(submission, keys[submission.unit], sandbox).exercises:
            if exercise.status != "not_attempted":
                assert (exercise.status, exercise.score) == (
                    "passed",
                    exercise.max_score,
                ), exercise.message
                seen.append(exercise.slug)
    assert seen


def test_there_are_enough_styles_and_every_exercise_has_some(keys: dict[str, AnswerKey]) -> None:
    assert len(STYLES) >= 50
    texts = [path.read_text(encoding="utf-8") for path in STYLES]
    for key in keys.values():
        for exercise in key.exercises:
            written = sum(
                f"def {exercise.slug}(" in text or f"{exercise.slug} =" in text for text in texts
            )
            assert written >= 3, f"{exercise.slug} is written in {written} styles"
