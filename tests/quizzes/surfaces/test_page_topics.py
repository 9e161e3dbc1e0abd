"""A page of several topics: a heading and a link for each, whatever can be shown of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizzes.loading import Bank, load_files
from quizzes.surfaces.page import write_page

DRAWN = """\
topic: alpha
title: Alpha title
use: practice
order: 1
questions:
  - id: zz-drawn
    type: computed
    prompt: With {{H}} units and {{D}} inputs, how many parameters are learned?
    parameters:
      H: {low: 2, high: 5}
      D: {low: 2, high: 5}
    function: reference.count_parameters
    arguments: {input_size: D, hidden_size: H, num_layers: 1}
    feedback: Yes.
    otherwise: Count again.
    concepts: [counting]
    difficulty: easy
    source: Counted
    explanation: Four gates make {{answer}}.
"""
PLAIN = """\
  - id: zz-plain
    type: true_false
    prompt: A closed forget gate keeps everything.
    answer: false
    if_true: {feedback: No.}
    if_false: {feedback: Yes.}
    concepts: [forget-gate]
    difficulty: easy
    source: Definition
    explanation: Zero drops.
"""
SECOND = f"topic: beta\ntitle: Beta $c_t$\nuse: practice\norder: 2\nquestions:\n{PLAIN}".replace(
    "zz-plain", "zz-second"
)


def page_of(folder: Path, first: str) -> str:
    """The page of two topics, written where the reference is not at hand."""
    (folder / "alpha.yaml").write_text(first, encoding="utf-8")
    (folder / "beta.yaml").write_text(SECOND, encoding="utf-8")
    bank: Bank = load_files([folder / "alpha.yaml", folder / "beta.yaml"])
    write_page(folder / "page.html", bank=bank)
    return (folder / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("first", "questions"), [(DRAWN + PLAIN, 2), (DRAWN, 1)])
def test_a_topic_whose_first_question_cannot_be_drawn_keeps_heading_and_link(
    tmp_path: Path, first: str, questions: int
) -> None:
    text = page_of(tmp_path, first)

    assert text.count('<section class="gw-question"') == questions
    assert re.findall(r'<h2 id="([\w-]+)">', text) == ["topic-alpha", "topic-beta"]
    assert re.findall(r'<a href="#([\w-]+)">', text) == ["topic-alpha", "topic-beta"]
    assert '<h2 id="topic-alpha">Alpha title</h2>' in text
    assert ("No question of this topic can be shown here." in text) is (questions == 1)


def test_questions_stand_under_their_own_topic_and_are_numbered_through(tmp_path: Path) -> None:
    text = page_of(tmp_path, DRAWN + PLAIN)

    order = re.findall(r'<h2 id="topic-(\w+)"|data-question="([\w-]+)"|>Question (\d+) ', text)
    assert ["".join(found) for found in order] == [
        "alpha",
        "zz-plain",
        "1",
        "beta",
        "zz-second",
        "2",
    ]


def test_the_answer_on_a_page_says_the_answer_and_not_your_answer(tmp_path: Path) -> None:
    text = page_of(
        tmp_path, DRAWN + PLAIN.replace("Zero drops.", "Say >Right.< or your answer, right.")
    )

    [first, _] = re.findall(r'<details class="gw-answer">.*?</details>', text, re.DOTALL)
    assert '<p class="gw-verdict gw-right">The answer</p>' in first
    assert '<span class="gw-said">right</span>' in first
    assert "<p>Say &gt;Right.&lt; or your answer, right.</p>" in first
