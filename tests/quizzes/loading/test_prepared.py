"""Numbers drawn beforehand stand in for a reference, and never hold a graded answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quizzes.bank import DRAWN
from quizzes.loading import draw_many, read_drawn, write_drawn
from quizzes.sessions import practice_bank, start
from quizzes.types import DrawingError, Functions
from quizzes.types.computed import Computed


def computed(**changes: Any) -> Any:
    return Computed.model_validate(
        {
            "id": "c",
            "type": "computed",
            "prompt": "{{a}} and {{b}}",
            "explanation": "{{answer}}",
            "concepts": ["c"],
            "difficulty": "easy",
            "source": "s",
            "feedback": "f",
            "otherwise": "o",
            "function": "numbers.total",
            "parameters": {"a": {"low": 0.1, "high": 0.9, "step": 0.1}, "b": {"among": [1, 2]}},
            "arguments": {"first": "a", "second": "b"},
            **changes,
        }
    )


def test_numbers_drawn_beforehand_stand_in_where_the_function_is_not(tmp_path: Path) -> None:
    question = computed(function="reference.add")
    file = tmp_path / "drawn.json"
    write_drawn(file, [question], {"reference.add": lambda first, second: first + second}, count=5)

    drawn = read_drawn(file)
    shown = {question.asked(b"%d" % seed, None, drawn).prompt for seed in range(50)}

    assert len(drawn["c"]) == 5
    assert len(shown) == 5
    with pytest.raises(DrawingError):
        question.asked(b"one", None, {})


def test_answers_of_graded_questions_are_never_written_for_learners(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match="graded"):
        write_drawn(tmp_path / "drawn.json", [computed(use="graded")], {})
    assert not list(tmp_path.iterdir())


def test_a_drawn_file_of_another_schema_is_refused(tmp_path: Path) -> None:
    (tmp_path / "drawn.json").write_text(json.dumps({"schema": 2, "questions": {}}))

    with pytest.raises(DrawingError, match="schema"):
        read_drawn(tmp_path / "drawn.json")


def test_the_installed_numbers_are_those_of_the_reference(reference_functions: Functions) -> None:
    fresh = draw_many(practice_bank().questions, 12, reference_functions)

    assert read_drawn(DRAWN) == fresh, "run `gatewise bank draw` and commit the file"


def test_without_the_reference_no_practice_question_is_left_out() -> None:
    session = start(seed=b"kit")

    assert session.left_out == ()
    assert len(session.questions) == len(practice_bank().questions)
