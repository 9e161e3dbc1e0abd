"""A fault in YAML is reported at its line and column, with what was expected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quizzes.loading import BankError, load_files

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
def test_a_mistake_is_pointed_at_and_explained(
    tmp_path: Path, before: str, after: str, expected: str
) -> None:
    assert before in GOOD
    found = mistakes(tmp_path, GOOD.replace(before, after, 1), misconceptions=["gate-uses-tanh"])

    assert [expected in line for line in found] == [True], found


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


def test_an_order_names_its_steps_rightly(tmp_path: Path) -> None:
    assert any(
        "small.yaml:14:50: 'gate'; expected the id of another option" in line
        and "did you mean 'gates'" in line
        for line in mistakes(tmp_path, ORDERING)
    )


def test_steps_that_wait_for_each_other_are_refused(tmp_path: Path) -> None:
    text = ORDERING.replace("after: [gate]", "after: [hidden]")

    assert any(
        "steps that wait for each other: cell, hidden" in line for line in mistakes(tmp_path, text)
    )
