"""YAML becomes questions, and the faults of all files are reported at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quizzes.loading import BankError, load_bank, load_files
from quizzes.types import QUESTION_TYPES
from quizzes.types.single import Single

GOOD = """\
topic: small
title: A small topic
use: practice
questions:
  - id: one
    type: single
    prompt: Which?
    concepts: [gates]
    difficulty: easy
    source: nowhere
    explanation: Because.
    options:
      - {id: left, text: This, correct: true, feedback: Yes.}
      - {id: other, text: That, feedback: No.}
"""


def mistakes(tmp_path: Path, text: str, **known: Any) -> Any:
    file = tmp_path / "small.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BankError) as caught:
        load_files([file], **known)
    return [str(finding) for finding in caught.value.problems]


def test_the_small_topic_loads(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(GOOD)
    question = load_files([file]).question("one")

    assert isinstance(question, Single)
    assert question.use == "practice"
    assert question.points == 1
    assert [option.correct for option in question.options] == [True, False]


def test_the_readme_shows_each_of_the_eight_types_and_loads(examples: Any) -> None:
    assert {question.type for question in examples.questions} == set(QUESTION_TYPES)


def test_all_mistakes_are_reported_at_once_in_reading_order(tmp_path: Path) -> None:
    text = (
        GOOD.replace("easy", "eassy").replace("prompt", "promt").replace("text: That", "text: 0.25")
    )
    text = text.replace("correct: true, ", "").replace(
        "use: practice", "use: practice\nuse: graded"
    )

    found = mistakes(tmp_path, text)

    assert len(found) == 5
    lines = [int(line.split(":")[1]) for line in found]
    assert lines == sorted(lines)


def test_a_mistake_in_each_of_two_files_and_an_id_they_share(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD.replace("easy", "eassy"))
    (tmp_path / "b.yaml").write_text(
        GOOD.replace("topic: small", "topic: other").replace("Which?", "''")
    )

    with pytest.raises(BankError) as caught:
        load_bank(tmp_path)
    found = [str(finding) for finding in caught.value.problems]

    assert [line.split(":")[0] for line in found] == ["a.yaml", "b.yaml", "b.yaml"]
    assert "the id 'one' a second time (first at a.yaml:5)" in found[1]


def test_what_a_folder_is_for_must_agree_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "graded").mkdir()
    (tmp_path / "graded" / "small.yaml").write_text(GOOD)

    with pytest.raises(
        BankError, match=r"graded/small.yaml:3:6: use 'practice' in the folder graded"
    ):
        load_bank(tmp_path / "graded")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "small.yaml:1:1: an empty file; expected a topic: the lines `topic:`"),
        ("# only\n", "an empty file"),
        (
            "- a\n- b\n",
            "small.yaml:1:1: a list with 2 entries and no topic; expected a topic: the lines",
        ),
        ("hello\n", "small.yaml:1:1: 'hello' and no topic; expected a topic"),
        ("42", "42 and no topic; expected a topic"),
        (
            "  topic: x\ntitle: t\n",
            "small.yaml:2:1: a line that stands elsewhere than the first; expected `topic:`",
        ),
        ("topic: [", "small.yaml:1:9: a list or mapping in brackets that breaks off"),
        ("topic: x\n1: y\n", "the key '1'"),
        ("---\na: 1\n---\nb: 2\n", "small.yaml:3:1: a second document after `---`"),
        (
            "topic: t\ntitle: t\nuse: graded\nquestions:\n",
            "small.yaml:4:1: nothing behind `questions:`; expected a list",
        ),
        (
            "topic: t\ntitle: t\nuse: graded\nquestions: [3]\n",
            "small.yaml:4:13: 3; expected a question: a `- ` with its lines",
        ),
        (
            "topic: t\ntitle: t\nuse: graded\nquestions: {a: 1}\n",
            "a mapping with 1 entry; expected a list",
        ),
    ],
)
def test_a_file_that_is_no_topic_is_a_mistake_not_a_crash(
    tmp_path: Path, text: str, expected: str
) -> None:
    found = mistakes(tmp_path, text)

    assert any(expected in line for line in found), found
    assert not [line for line in found if "input should" in line]


COMPUTED = """\
topic: small
title: t
use: practice
questions:
  - id: one
    type: computed
    prompt: What is {{D}} times {{H}}?
    concepts: [gates]
    difficulty: easy
    source: nowhere
    explanation: It is {{answer}}.
    parameters: {D: {low: 1, high: 4}, H: {among: [2, 3]}}
    function: numbers.product
    arguments: {first: D, second: H}
    feedback: Yes.
    otherwise: No.
"""


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "times {{H}}",
            "times {{K}}",
            "small.yaml:7:13: 'K'; expected the name of a parameter: D, H",
        ),
        (
            "second: H",
            "second: HH",
            "small.yaml:14:35: 'HH'; expected the name of a parameter or a number",
        ),
        ("numbers.product", "numbers.prodct", "did you mean 'numbers.product'?"),
        (
            "numbers.product",
            "os.system",
            ("small.yaml:13:15: 'os.system'; expected a function of the reference, or of a file"),
        ),
        ("low: 1", "low: 9", "low 9 and high 4; expected a low below the high"),
        (
            "What is {{D}} times {{H}}?",
            "What is {{D}} times 2?",
            "'H' drawn, but not in the prompt",
        ),
        (
            "What is",
            "Is {{answer}} what is",
            "expected the answer in feedback and explanation only",
        ),
    ],
)
def test_computed_questions_name_what_is_there(
    tmp_path: Path, before: str, after: str, expected: str
) -> None:
    text = COMPUTED.replace(before, after)

    assert text != COMPUTED
    found = mistakes(tmp_path, text, functions=["numbers.product"])
    assert any(expected in line for line in found), found


def test_an_unknown_topic_or_question_names_the_nearest(examples: Any) -> None:
    with pytest.raises(KeyError, match="Did you mean 'examples'"):
        examples.topic("exmples")
    with pytest.raises(KeyError, match="Did you mean 'forget-near-one'"):
        examples.question("forget-near-on")


def test_aliases_and_endless_nesting_are_refused(tmp_path: Path) -> None:
    bomb = "\n".join(
        ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    )
    assert (
        sum("which an alias (*a58) repeats elsewhere" in line for line in mistakes(tmp_path, bomb))
        == 1
    )
    assert any(
        "an anchor (&a), which" in line
        for line in mistakes(tmp_path, GOOD.replace("[gates]", "&a [*a]"))
    )
    several = (
        GOOD.replace("easy", "&d easy")
        .replace("source: nowhere", "source: *d")
        .replace("text: That", "text: *d")
    )
    assert mistakes(tmp_path, several) == [
        "small.yaml:9:17: an anchor (&d), which an alias (*d) repeats elsewhere; expected "
        "each value written out in its place, without & and *"
    ]
    assert "nested hundreds deep" in mistakes(tmp_path, "topic: " + "[" * 3000 + "]" * 3000)[0]


def test_a_name_given_to_two_places_is_a_fault_and_no_warning(tmp_path: Path) -> None:
    twice = GOOD.replace("easy", "&d easy").replace("source: nowhere", "source: &d nowhere")
    found = mistakes(tmp_path, twice)
    assert len([line for line in found if "`&d` at the beginning of a text" in line]) == 2
