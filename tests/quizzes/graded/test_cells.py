"""The notebook of a graded quiz and its key: nothing in a cell depends on the key."""

from __future__ import annotations

from typing import Any

import pytest

from quizzes.graded import drawn_for_course, grade_ids, load_key, notebook_cells, save_key
from quizzes.types import Functions
from quizzes.types.computed import Computed


@pytest.fixture(scope="module")
def graded(whole_bank: Any) -> Any:
    return [question for question in whole_bank.questions if question.use == "graded"]


@pytest.fixture(scope="module")
def course(graded: list[Any], reference_functions: Functions) -> Any:
    return drawn_for_course(graded, b"secret of a course", reference_functions)


def test_numbers_are_the_course_s_own_and_the_same_at_each_regrade(
    graded: list[Any], course: list[Any], reference_functions: Functions
) -> None:
    again = drawn_for_course(graded, b"secret of a course", reference_functions)
    other = drawn_for_course(graded, b"another secret", reference_functions)

    assert again == course
    drawn = [question for question in course if question.type == "drawn"]
    assert len(drawn) >= 5
    assert sum(mine != theirs for mine, theirs in zip(course, other, strict=True)) >= 0.8 * len(
        drawn
    )
    naive = [
        question.drawn(b"secret of a course", reference_functions)
        for question in graded
        if isinstance(question, Computed)
    ]
    assert naive != drawn, "a secret used elsewhere must not draw the same numbers"


def test_a_key_survives_being_saved(asked: list[Any]) -> None:
    assert load_key(save_key(asked)) == asked
    with pytest.raises(ValueError, match="schema"):
        load_key('{"schema": 2, "questions": []}')


def test_cells_show_nothing_that_depends_on_the_key(course: list[Any]) -> None:
    """The cells stay the same, letter for letter, when the keys are others."""

    def turned(question: Any) -> Any:
        data = question.model_dump(mode="json")
        if question.type in ("single", "multiple"):
            right = [option["correct"] for option in data["options"]]
            for option, other in zip(data["options"], right[1:] + right[:1], strict=True):
                option |= {"correct": other, "misconception": None}
        elif question.type == "true_false":
            data["answer"] = not data["answer"]
        elif question.type == "drawn":
            data["answer"] = 12345.0
        elif question.type == "fill":
            for blank in data["blanks"]:
                blank["accept"] = ["something else"]
        for name in ("explanation", "feedback", "otherwise"):
            if name in data:
                data[name] = "CHANGED"
        return data

    for question in course:
        changed = type(question).model_validate(turned(question))
        assert notebook_cells([question]) == notebook_cells([changed]), question.id


def test_cells_hold_prompts_and_letters_but_no_reply_hint_id_or_explanation(
    course: list[Any],
) -> None:
    text = "\n".join(cell.source for cell in notebook_cells(course, "Quiz"))

    assert text.startswith("# Quiz\n\nBelow each question is a cell")
    for question in course:
        assert question.prompt in text
        assert question.explanation not in text
        assert question.id not in text
        for entry in (*getattr(question, "options", ()), *getattr(question, "wrong", ())):
            assert entry.feedback not in text


def test_names_of_cells_are_valid_distinct_and_tell_nothing(asked: list[Any]) -> None:
    names = grade_ids(asked)

    assert len(set(names)) == len(names)
    assert names[:2] == ["question-1", "question-2"]
    assert [cell.grade_id for cell in notebook_cells(asked) if cell.grade_id] == names
