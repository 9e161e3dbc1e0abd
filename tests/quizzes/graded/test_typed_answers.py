"""Answers in typographic signs, behind a magic, or in no plain Python: read, or for a person."""

from __future__ import annotations

from typing import Any

import pytest

from quizzes.graded import mark_source, mark_sources
from quizzes.graded.source import plainly_typed

READ = [
    *("answer = ‘b’", "answer = “b”", "answer = „b“", "answer = «b»", "answer = ‹b›"),
    *("answer = ’b’", "answer = ”b”", "answer = ´b´", "answer = `b`", "answer = 「b」"),
    *(
        "answer\u00a0=\u00a0'b'",
        "answer = '\u00a0b'",
        "answer = \u2009'b'\u3000",
        'answer = "b\u200b"',
    ),
    *("answer = 'ｂ'", "answer ＝ “ｂ”", "answer = [“b”]", "answer = {‘b’}", "answer = '“b”'"),
    *(
        "%time answer = 'b'",
        "%timeit -n 10 answer = 'b'",
        "%%time\nanswer = 'b'",
        "%%capture\nanswer = 'b'",
    ),
    *(
        "!ls\nanswer = 'b'",
        "answer = 'b'\n?print",
        "print?\nanswer = 'b'",
        "%matplotlib inline\nanswer = “b”",
    ),
    *("answer = b", "answer = ｂ", "answer = (b)", "%lsmagic\nanswer = b"),
    *("answer = 'b'\nanswer = ...", "answer = ...\nanswer = 'b'"),
    *("answer = 'b'  # ‘my’ answer", "answer = ‘b’\nprint(answer)"),
]


@pytest.mark.parametrize("source", READ)
def test_a_letter_is_read_however_it_was_typed(examples: Any, source: str) -> None:
    marked = mark_source(examples.question("forget-near-one"), source)

    assert marked.picked == ("drops",), marked.message
    assert mark_source(
        examples.question("forget-near-one"), source.replace("b", "a").replace("ｂ", "ａ")
    ).score in (1, None)


NUMBERS = [
    *(
        "answer = ０.７３",
        "answer = '０.７３'",
        "answer = 0．73",
        "answer = 73／100",
        "answer = “0.73”",
    ),
    *("answer = 0.73\u00a0", "answer = '\u00a00.73'", "answer =\u202f0.73", "answer = '٠.٧٣'"),
    *("answer = 1 − 0.27", "%time answer = 0.73"),
]


@pytest.mark.parametrize("source", NUMBERS)
def test_a_number_is_read_or_goes_to_a_person(examples: Any, source: str) -> None:
    marked = mark_source(examples.question("sigmoid-of-one"), source)

    assert (marked.status, marked.score) in (("passed", 1), ("grader_error", None)), marked.message


@pytest.mark.parametrize("minus", "-−–—﹣－")
def test_every_minus_is_a_minus(examples: Any, minus: str) -> None:
    question = examples.question("sigmoid-of-one").model_copy(update={"answer": -0.73})

    for source in (f"answer = {minus}0.73", f"answer = '{minus}0.73'", f"answer = “{minus}0.73”"):
        assert mark_source(question, source).status == "passed"


def test_typographic_signs_in_a_short_text_do_not_matter(examples: Any) -> None:
    question = examples.question("stacked-shape")

    assert (
        mark_source(question, "answer = [“4H”, ‘D+H’]").score
        == mark_source(question, "answer = ['4H', 'D+H']").score
    )
    for entry in ("４Ｈ", "4\u00a0H", "4H\u200b"):
        assert mark_source(question, f"answer = [{entry!r}]").score == 0.5
        assert mark_source(question, f'answer = ["{entry}"]').score == 0.5


FOR_A_PERSON = [
    *(
        "answer = !ls",
        "%matplotlib",
        "%time",
        "!ls",
        "?print",
        "%%bash\necho b",
        "%%html\n<b>b</b>",
    ),
    *("answer = %sql b", "answer = “b'", "answer = ’’b’’", "answer: ‘b’", "‘b’"),
    *("answer = 'б'", "answer = «b", "answer = ①", "answer = (‘b’"),
]


@pytest.mark.parametrize("source", FOR_A_PERSON)
def test_what_cannot_be_understood_goes_to_a_person(examples: Any, source: str) -> None:
    marked = mark_source(examples.question("forget-near-one"), source)

    assert (marked.status, marked.score) == ("grader_error", None), marked.message
    assert marked.message.endswith("A person will look at it.")


NOT_BEHIND = [
    *("# answer = 'b'", "answer = ... # b", "answer = ...\n'b'", "answer = ...\nprint('b')", "# b"),
    *("b", "'b'", "print('b')", "answer == 'b'", "Answer = 'b'", "answer: 'b'", "(answer := 'b')"),
    *("answer = 'b", "answer := 'b'", "    answer = 'b'", "answer = b)", ">>> answer = 'b'"),
    *("answer = 'option b'", "answer = 2", "answer = str('b')", "answer = ['b'].pop()"),
]


@pytest.mark.parametrize("source", NOT_BEHIND)
def test_an_answer_that_stands_elsewhere_in_the_cell_goes_to_a_person(
    examples: Any, source: str
) -> None:
    marked = mark_source(examples.question("forget-near-one"), source)

    assert (marked.status, marked.score) == ("grader_error", None), marked.message
    assert marked.message.endswith("A person will look at it.")


@pytest.mark.parametrize(
    "source",
    ["", "answer = ...", "answer = …", "answer = None", "answer = ''", "\n answer = ...\n"],
)
def test_a_cell_without_an_answer_is_not_attempted(examples: Any, source: str) -> None:
    marked = mark_source(examples.question("forget-near-one"), source)

    assert (marked.status, marked.score) == ("not_attempted", 0)


@pytest.mark.parametrize("entry", ["4·H", "4×H", "4Н", "4H\u200e", "4\u2062H"])
def test_a_short_text_with_signs_that_may_mean_others_goes_to_a_person(
    examples: Any, entry: str
) -> None:
    question = examples.question("stacked-shape")

    marked = mark_source(question, f"answer = ['{entry}', 'D']")

    assert (marked.status, marked.score) == ("grader_error", None)
    assert "U+" in marked.message
    assert mark_source(question, "answer = ['5H', 'D']  # ×").score == 0.5


def test_other_lines_stay_as_they_are() -> None:
    assert plainly_typed("x = 5 % 3\nanswer = 'a'") == "x = 5 % 3\nanswer = 'a'"


def test_one_answer_for_a_person_costs_no_other_its_mark(asked: list[Any]) -> None:
    first = next(question for question in asked if question.type == "single")
    marks = mark_sources(
        [first, first], {"question-1": "answer = !ls", "question-2": "answer = 'a'"}
    )

    assert [mark.status == "grader_error" for mark in marks] == [True, False]
