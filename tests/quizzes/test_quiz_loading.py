"""YAML in, questions out; mistakes come all at once, each at its line and column."""

from __future__ import annotations

import pytest

from quizzes.loading import BankError, load_bank, load_files
from quizzes.models import QUESTION_TYPES, Single

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


def mistakes(tmp_path, text, **known):
    file = tmp_path / "small.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BankError) as caught:
        load_files([file], **known)
    return [str(finding) for finding in caught.value.findings]


def test_the_small_topic_loads(tmp_path):
    file = tmp_path / "small.yaml"
    file.write_text(GOOD)
    question = load_files([file]).question("one")

    assert isinstance(question, Single)
    assert question.use == "practice"
    assert question.points == 1
    assert [option.correct for option in question.options] == [True, False]


def test_the_readme_shows_each_of_the_eight_types_and_loads(examples):
    assert {question.type for question in examples.questions} == set(QUESTION_TYPES)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("prompt:", "promt:", "small.yaml:7:5: the field 'promt'; expected one of the fields"),
        ("prompt:", "promt:", "did you mean 'prompt'?"),
        (
            "    prompt: Which?\n",
            "",
            "small.yaml:5:5: no field 'prompt'; expected a line `prompt: …` here",
        ),
        (
            "type: single",
            "type: singel",
            "small.yaml:6:11: type 'singel'; expected one of single, multiple",
        ),
        ("type: single", "type: singel", "did you mean 'single'?"),
        (
            "easy",
            "eassy",
            "small.yaml:9:17: 'eassy'; expected one of easy, medium, hard; did you mean 'easy'?",
        ),
        (
            "text: That",
            "text: 0.25",
            'small.yaml:14:27: 0.25; expected text; put it in quotes: "0.25"',
        ),
        ("correct: true, ", "", "small.yaml:13:7: 0 options marked correct; expected exactly one"),
        (
            "id: other",
            "id: left",
            "small.yaml:14:14: 'left' a second time; expected ids that differ within options",
        ),
        (
            "title: A small",
            "title: A small\ntitle: Another",
            (
                "small.yaml:3:1: the key 'title' a second time (first at line 2); expected each key"
                " once"
            ),
        ),
        (
            "feedback: No.",
            "feedback: ''",
            "small.yaml:14:43: nothing behind `feedback:`; expected some text",
        ),
        (
            "feedback: No.",
            "feedback: No., misconception: gate-tanh",
            "; did you mean 'gate-uses-tanh'?",
        ),
        (
            "correct: true,",
            "correct: true, misconception: gate-uses-tanh,",
            "expected wrong options only",
        ),
        (
            "    source: nowhere",
            "   source: nowhere",
            "small.yaml:10:4: a line that does not stand below its neighbours",
        ),
        (
            "id: one",
            "id: One Two",
            "small.yaml:5:9: 'One Two'; expected lower-case words and numbers joined by hyphens",
        ),
        (
            "use: practice",
            "use: practise",
            (
                "small.yaml:3:6: 'practise'; expected one of practice, graded; did you mean"
                " 'practice'?"
            ),
        ),
        (
            "prompt: Which?",
            "prompt:",
            "small.yaml:7:5: nothing behind `prompt:`; expected some text: write it behind",
        ),
        ("prompt: Which?", "prompt: [a]", "small.yaml:7:13: a list with 1 entry; expected text"),
        (
            "prompt: Which?",
            "prompt: !!python/object/apply:os.system [ls]",
            (
                "small.yaml:7:13: the tag !!python/object/apply:os.system; expected a plain value"
                " without a tag: nothing"
            ),
        ),
        (
            "easy",
            "!!python/name:int easy",
            "small.yaml:9:17: the tag !!python/name:int; expected a plain value",
        ),
        (
            "difficulty: easy",
            "difficulty: easy\n    points: -1",
            "small.yaml:10:13: -1; expected a number that is more than 0",
        ),
        (
            "difficulty: easy",
            "difficulty: easy\n    points: '1'",
            "small.yaml:10:13: '1'; expected a number, without quotes",
        ),
        (
            "correct: true",
            "correct: yes",
            "small.yaml:13:41: 'yes'; expected true or false, without quotes",
        ),
        (
            "{id: other, text: That, feedback: No.}",
            "x",
            "small.yaml:14:9: 'x'; expected the lines `feedback:`, `id:`, `text:`",
        ),
        (
            "concepts: [gates]",
            "concepts: - gates",
            "small.yaml:8:15: a `- ` behind something else; expected each `- ` on a line",
        ),
        (
            "concepts: [gates]",
            "concepts: gates",
            "small.yaml:8:15: 'gates'; expected a list: a line with `- `",
        ),
        ("[gates]", "[Gates!]", "small.yaml:8:16: 'Gates!'; expected lower-case words"),
        ("feedback: No.", "feedback: **no**", "small.yaml:14:43: a `*` at the beginning of a text"),
        (
            "feedback: No.",
            "feedback: 'no",
            "small.yaml:14:43: a quote that is never closed; expected the same quote at the end",
        ),
        (
            "explanation: Because.",
            "explanation: So: because.",
            "small.yaml:11:20: a second `: ` on this line; expected text with",
        ),
        (
            "explanation: Because.",
            'explanation: "$\\sigma$"',
            "small.yaml:11:21: a single backslash in double quotes; expected two",
        ),
        (
            "explanation: Because.",
            "explanation: A\x01.",
            "small.yaml:11:19: a character that no text has",
        ),
        (
            "[gates]",
            "[gates",
            "small.yaml:8:15: a list or mapping in brackets that does not go on rightly",
        ),
        ("    source", "\tsource", "small.yaml:10:1: a tab; expected spaces"),
    ],
)
def test_a_mistake_is_pointed_at_and_explained(tmp_path, before, after, expected):
    assert before in GOOD
    found = mistakes(tmp_path, GOOD.replace(before, after, 1), misconceptions=["gate-uses-tanh"])

    assert [expected in line for line in found] == [True], found


def test_all_mistakes_are_reported_at_once_in_reading_order(tmp_path):
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


def test_a_mistake_in_each_of_two_files_and_an_id_they_share(tmp_path):
    (tmp_path / "a.yaml").write_text(GOOD.replace("easy", "eassy"))
    (tmp_path / "b.yaml").write_text(
        GOOD.replace("topic: small", "topic: other").replace("Which?", "''")
    )

    with pytest.raises(BankError) as caught:
        load_bank(tmp_path)
    found = [str(finding) for finding in caught.value.findings]

    assert [line.split(":")[0] for line in found] == ["a.yaml", "b.yaml", "b.yaml"]
    assert "the id 'one' a second time (first at a.yaml:5)" in found[1]


def test_what_a_folder_is_for_must_agree_with_the_file(tmp_path):
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
def test_a_file_that_is_no_topic_is_a_mistake_not_a_crash(tmp_path, text, expected):
    found = mistakes(tmp_path, text)

    assert any(expected in line for line in found), found
    assert not [line for line in found if "input should" in line]


ORDERING = """\
topic: small
title: t
use: practice
questions:
  - id: one
    type: ordering
    prompt: Order.
    concepts: [gates]
    difficulty: easy
    source: nowhere
    explanation: Because.
    options:
      - {id: gates, text: A, feedback: f}
      - {id: cell, text: B, feedback: f, after: [gate]}
      - {id: hidden, text: C, feedback: f, after: [cell]}
"""


def test_an_order_names_its_steps_rightly(tmp_path):
    assert any(
        "small.yaml:14:50: 'gate'; expected the id of another option" in line
        and "did you mean 'gates'" in line
        for line in mistakes(tmp_path, ORDERING)
    )


def test_steps_that_wait_for_each_other_are_refused(tmp_path):
    text = ORDERING.replace("after: [gate]", "after: [hidden]")

    assert any(
        "steps that wait for each other: cell, hidden" in line for line in mistakes(tmp_path, text)
    )


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
            (
                "small.yaml:13:15: 'os.system'; expected a function a question may call,"
                " reference.NAME"
            ),
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
def test_computed_questions_name_what_is_there(tmp_path, before, after, expected):
    text = COMPUTED.replace(before, after)

    assert text != COMPUTED
    found = mistakes(tmp_path, text, functions=["numbers.product"])
    assert any(expected in line for line in found), found


def test_an_unknown_topic_or_question_names_the_nearest(examples):
    with pytest.raises(KeyError, match="Did you mean 'examples'"):
        examples.topic("exmples")
    with pytest.raises(KeyError, match="Did you mean 'forget-near-one'"):
        examples.question("forget-near-on")


def test_aliases_and_endless_nesting_are_refused(tmp_path):
    bomb = "\n".join(
        ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    )
    assert (
        sum("which an alias (*a58) repeats elsewhere" in each for each in mistakes(tmp_path, bomb))
        == 1
    )
    assert any(
        "an anchor (&a), which" in each
        for each in mistakes(tmp_path, GOOD.replace("[gates]", "&a [*a]"))
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
