"""A graded quiz: cells without keys, and answers that are read and never run."""

from __future__ import annotations

import warnings

import pytest

from quizzes.answers import shown_key, shown_options
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
from quizzes.reading import AnswerError, read_answer


@pytest.fixture(scope="module")
def graded(whole_bank):
    return [question for question in whole_bank.questions if question.use == "graded"]


@pytest.fixture(scope="module")
def course(graded, reference_functions):
    return drawn_for_course(graded, b"secret of a course", reference_functions)


def test_a_hand_in_that_answers_everything_rightly_gets_all_marks(asked):
    sources = {
        name: f"# mine\nanswer = {shown_key(question)!r}\n"
        for name, question in zip(grade_ids(asked), asked, strict=True)
    }

    marks = mark_sources(asked, sources)

    assert [mark.status for mark in marks] == ["passed"] * len(asked)
    assert all(
        mark.score == mark.max_score == question.points
        for mark, question in zip(marks, asked, strict=True)
    )


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

    assert mark.misconceptions == ("cell-forget-inverted",)
    assert "misleads" not in mark.message
    assert (
        "misleads"
        in mark_source(examples.question("forget-near-one"), "answer = 'b'", explain=True).message
    )


@pytest.mark.parametrize(
    "source",
    [
        "answer = __import__('os').getcwd()",
        "answer = open('/tmp/x', 'w')",
        "answer = [i for i in range(3)]",
        "answer = (lambda: 1)()",
        "answer = 'a' * 10",
        "answer = x",
        "%matplotlib",
        "answer = ",
        "answer = 'a\x00'",
        "answer = " + "-" * 3900 + "1",
        "answer = " + "[" * 3900,
        "answer = " + "[" * 150 + "]" * 150,
        "answer = " + "(" * 3900,
        "answer = 9**9**9",
        "answer = 1/0",
        "answer = 'a'/2",
        "answer = " + "9" * 3990,
        "answer = 1if 2else 3",
        "answer = '" + "a" * 5000 + "'",
        "answer = f'{1}'",
        "answer = {[]}",
        "answer = " + "a." * 1900 + "b",
    ],
)
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
    assert read_source("# nothing yet") is None
    assert read_source("answer = 1/4") == 0.25
    assert read_source("answer = -1/4") == -0.25
    with pytest.raises(AnswerError, match="answer ="):
        read_source("answer = 1 +")


LETTERS = [
    "ad",
    "A, D",
    "a d",
    "a) d)",
    "(a) and (d)",
    " d,a ",
    ["a", "d"],
    ("a", "d"),
    pytest.param({"a", "d"}, id="a set"),  # a set has no order of its own
    ["A)", " d "],
    ["ad"],
]


@pytest.mark.parametrize("given", LETTERS, ids=repr)
def test_several_letters_may_be_written_in_any_form(whole_bank, given):
    question = next(
        each for each in whole_bank.questions if each.type == "multiple" and len(each.options) == 4
    )
    letters = shown_options(question)

    assert read_answer(question, read_source(f"answer = {given!r}")) == {letters["a"], letters["d"]}


@pytest.mark.parametrize("given", ["B", "b)", " b ", "(b)", "b.", ["b"], {"b"}, "[B]"], ids=repr)
def test_one_letter_may_be_written_in_any_form(examples, given):
    assert mark_source(examples.question("forget-near-one"), f"answer = {given!r}").picked == (
        "drops",
    )


@pytest.mark.parametrize(
    ("name", "given", "read"),
    [
        ("order-of-one-step", "b, a, d, c", "bdca"),
        ("order-of-one-step", "b > a > d > c", "bdca"),
        ("order-of-one-step", "badc", "badc"),
        ("order-of-one-step", "b-a-d-c", "badc"),
        ("activations", "bc", {1: "b", 2: "c"}),
        ("activations", "B) C)", {1: "b", 2: "c"}),
        ("activations", "-c", {2: "c"}),
        ("activations", {"1": "b)", "2": " C"}, {1: "b", 2: "c"}),
    ],
    ids=repr,
)
def test_an_order_and_a_match_may_be_written_as_in_the_terminal(examples, name, given, read):
    question = examples.question(name)
    if name == "order-of-one-step":
        expected = tuple(shown_options(question)[letter] for letter in "badc")
        assert read_answer(question, given) == expected
    else:
        assert read_answer(question, given) == read_answer(question, read)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("answer: float = 1.19", 1.19),
        ("answer: 'number' = -1", -1),
        ("answer = -1", -1),
        ("answer = +1/4", 0.25),
        ("answer = (1)/(-4)", -0.25),
        ("answer = 1e-3", 0.001),
        ("answer = '1.19'", "1.19"),
        ("answer: float = ...", ...),
        ("x = answer = 'a'", "a"),
    ],
)
def test_an_annotation_a_sign_and_a_fraction_are_read(source, value):
    assert read_source(source) == value


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        (
            "sigmoid-of-one",
            "answer = 4 * 8 * (3 + 1)",
            ["`4 * 8 * (3 + 1)`", "Work it out", "0.25 or 1/4"],
        ),
        (
            "sigmoid-of-one",
            "import math\nanswer = math.exp(2)",
            ["`math.exp(2)`", "read and never run", "answer = 0.25"],
        ),
        ("sigmoid-of-one", "answer = 0,73", ["(0, 73)", "decimal point"]),
        ("sigmoid-of-one", "answer = '0,73'", ["'0,73'", "decimal point"]),
        ("sigmoid-of-one", "answer = '73 %'", ["'73 %'", "0.25"]),
        ("forget-near-one", "answer = b", ["`b` has no quotes", 'answer = "a"']),
        ("cell-update-parts", "answer = {a, b}", ["`{a, b}` has no quotes", 'answer = "ac"']),
        ("forget-near-one", "answer = 'x'", ["'x'", "a, b, c"]),
        ("forget-near-one", "answer = 'a, b'", ["'a, b'", "exactly one"]),
        ("forget-near-one", "answer = 2", ["2 is no letter", "a, b, c"]),
        ("forget-near-one", "answer == 'b'", ["no line that begins with `answer =`"]),
        ("forget-near-one", "Answer = 'b'", ["no line that begins with `answer =`"]),
        ("forget-near-one", "answer = 'b", ["Line 1", "unterminated string", "quotes"]),
        ("forget-gate-1997", "answer = false", ["`false`", "True or False"]),
        ("forget-gate-1997", "answer = 'ja'", ["'ja'", "True or False"]),
        ("activations", "answer = 'abc'", ["3 letters", "2 rows"]),
        ("activations", "answer = {3: 'a'}", ["3 is none of the rows", "1, 2"]),
        ("order-of-one-step", "answer = {'a', 'b'}", ["no order"]),
        ("order-of-one-step", "answer = 'aabc'", ["twice"]),
        ("stacked-shape", "answer = ['4H', 'D', 'x']", ["3 entries", "2 blanks"]),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_write(examples, name, source, said):
    mark = mark_source(examples.question(name), source)

    assert (mark.status, mark.score) == ("wrong", 0)
    assert [words for words in said if words not in mark.message] == [], mark.message


@pytest.mark.parametrize(
    "source",
    [
        "answer = '" + "z" * 3900 + "'",
        "answer = " + "9" * 3900,
        "answer = 0x" + "f" * 3900,
        "answer = [" + "'z'," * 900 + "]",
        "answer = " + "1+" * 1500 + "1",
        "answer = " + "x" * 3900,
        "answer = {" + "'z': 1, " * 400 + "}",
        "answer = '" + "\\x1b[31m" * 100 + "'",
    ],
)
def test_a_message_repeats_little_of_a_huge_answer_and_no_escapes(examples, source):
    for question in examples.questions:
        if not isinstance(question, Computed):
            message = mark_source(question, source).message
            assert len(message) < 400
            assert message.isprintable()


def test_numbers_are_the_course_s_own_and_the_same_at_each_regrade(
    graded, course, reference_functions
):
    again = drawn_for_course(graded, b"secret of a course", reference_functions)
    other = drawn_for_course(graded, b"another secret", reference_functions)

    assert again == course
    drawn = [question for question in course if question.type == "drawn"]
    assert len(drawn) >= 5
    assert sum(one != two for one, two in zip(course, other, strict=True)) >= 0.8 * len(drawn)
    naive = [
        draw(question, b"secret of a course", reference_functions)
        for question in graded
        if isinstance(question, Computed)
    ]
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
