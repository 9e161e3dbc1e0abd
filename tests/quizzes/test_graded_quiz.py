"""A graded quiz: cells without keys, and answers that are read and never run."""

from __future__ import annotations

import warnings

import pytest

from quizzes.answers import AnswerError, shown_key
from quizzes.drawing import draw
from quizzes.graded import (
    drawn_for_course,
    grade_ids,
    load_key,
    mark_source,
    mark_sources,
    notebook_cells,
    read_source,
    save_key,
)
from quizzes.models import Computed


@pytest.fixture(scope="module")
def graded(whole_bank):
    return [question for question in whole_bank.questions if question.use == "graded"]


@pytest.fixture(scope="module")
def course(graded, reference_functions):
    return drawn_for_course(graded, b"secret of a course", reference_functions)


def test_a_hand_in_that_answers_everything_rightly_gets_all_marks(asked):
    sources = {name: f"# mine\nanswer = {shown_key(question)!r}\n"
               for name, question in zip(grade_ids(asked), asked, strict=True)}

    marks = mark_sources(asked, sources)

    assert [mark.status for mark in marks] == ["passed"] * len(asked)
    assert all(mark.score == mark.max_score == question.points for mark, question in zip(marks, asked, strict=True))


def test_cells_as_handed_out_and_cells_that_are_gone_count_as_not_attempted(course):
    cells = {cell.grade_id: cell.source for cell in notebook_cells(course) if cell.grade_id}

    for sources in (cells, {}, dict.fromkeys(cells, "")):
        marks = mark_sources(course, sources)
        assert {mark.status for mark in marks} == {"not_attempted"}
        assert sum(mark.score for mark in marks) == 0


def test_partial_credit_reaches_the_mark(examples):
    question = examples.question("cell-update-parts")
    source = "answer = {'a'}"

    mark = mark_source(question, source)

    assert (mark.score, mark.max_score, mark.status) == (0.5, 1.0, "wrong")
    assert mark.message.startswith("Partly right: 0.5 of 1 point. Look again at: cell state.")
    assert mark.picked == ("forget",)


def test_what_is_picked_names_the_misconception(examples):
    mark = mark_source(examples.question("forget-near-one"), "answer = 'b'")

    assert mark.misconceptions == ("forget-gate-inverted",)
    assert "misleads" not in mark.message
    assert "misleads" in mark_source(examples.question("forget-near-one"), "answer = 'b'", explain=True).message


@pytest.mark.parametrize("source", [
    "answer = __import__('os').getcwd()", "answer = open('/tmp/x', 'w')", "answer = [i for i in range(3)]",
    "answer = (lambda: 1)()", "answer = 'a' * 10", "answer = x", "%matplotlib", "answer = ", "answer = 'a\x00'",
    "answer = " + "-" * 3900 + "1", "answer = " + "[" * 3900, "answer = " + "[" * 150 + "]" * 150,
    "answer = " + "(" * 3900,
    "answer = 9**9**9", "answer = 1/0", "answer = 'a'/2", "answer = " + "9" * 3990, "answer = 1if 2else 3",
    "answer = '" + "a" * 5000 + "'", "answer = f'{1}'", "answer = {[]}", "answer = " + "a." * 1900 + "b"])
def test_a_source_is_read_and_never_executed(examples, source):
    with warnings.catch_warnings(record=True) as remarks:
        warnings.simplefilter("always")
        for question in examples.questions:
            if not isinstance(question, Computed):
                mark = mark_source(question, source)
                assert mark.score == 0
                assert mark.status == "wrong"
                assert "could not be read" in mark.message
    assert remarks == [], "nbgrader takes any remark on stderr for an error"


def test_an_executable_source_leaves_no_trace(examples, tmp_path):
    target = tmp_path / "trace"
    mark_source(examples.question("forget-near-one"), f"open({str(target)!r}, 'w')\nanswer = 'a'")

    assert not target.exists()


def test_other_lines_do_not_matter_and_the_last_answer_counts():
    assert read_source("x = 1\nanswer = 'a'\nprint(x)\nanswer = {'b'}\n") == {"b"}
    assert read_source("other = 3") is None
    assert read_source("answer = 1/4") == 0.25
    assert read_source("answer = -1/4") == -0.25
    with pytest.raises(AnswerError, match="answer ="):
        read_source("answer = 1 +")


def test_numbers_are_the_course_s_own_and_the_same_at_each_regrade(graded, course, reference_functions):
    again = drawn_for_course(graded, b"secret of a course", reference_functions)
    other = drawn_for_course(graded, b"another secret", reference_functions)

    assert again == course
    drawn = [question for question in course if question.type == "drawn"]
    assert len(drawn) >= 5
    assert sum(one != two for one, two in zip(course, other, strict=True)) >= 0.8 * len(drawn)
    naive = [draw(question, b"secret of a course", reference_functions) for question in graded
             if isinstance(question, Computed)]
    assert naive != drawn, "a secret used elsewhere must not draw the same numbers"


def test_a_key_survives_being_saved(asked):
    assert load_key(save_key(asked)) == asked
    with pytest.raises(ValueError, match="schema"):
        load_key('{"schema": 2, "questions": []}')


def test_cells_show_nothing_that_depends_on_the_key(course):
    """The cells stay the same, letter for letter, when the keys are others."""
    def turned(question):
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


def test_cells_hold_prompts_and_letters_but_no_reply_hint_id_or_explanation(course):
    text = "\n".join(cell.source for cell in notebook_cells(course, "Quiz"))

    assert text.startswith("# Quiz\n\nBelow each question is a cell")
    for question in course:
        assert question.prompt in text
        assert question.explanation not in text
        assert question.id not in text
        for entry in (*getattr(question, "options", ()), *getattr(question, "wrong", ())):
            assert entry.feedback not in text


def test_names_of_cells_are_valid_distinct_and_tell_nothing(asked):
    names = grade_ids(asked)

    assert len(set(names)) == len(names)
    assert names[:2] == ["question-1", "question-2"]
    assert [cell.grade_id for cell in notebook_cells(asked) if cell.grade_id] == names
