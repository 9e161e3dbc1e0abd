"""Moodle XML: every question that Moodle can ask, and full marks for our key."""

from __future__ import annotations

import re
from typing import Any

import pytest

from quizzes.exports.moodle import to_moodle

etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")


FRACTIONS = {
    100,
    90,
    83.33333,
    80,
    75,
    70,
    66.66667,
    60,
    50,
    40,
    33.33333,
    30,
    25,
    20,
    16.66667,
    14.28571,
    12.5,
    11.11111,
    10,
    5,
    0,
}
"""The shares of a mark that Moodle's importer takes (question/engine/bank.php)."""


@pytest.fixture(scope="module")
def moodle(asked: list[Any]) -> Any:
    export = to_moodle(asked)
    root = etree.fromstring(export.text.encode())
    return export, {
        node.findtext("name/text"): node for node in root if node.get("type") != "category"
    }


def test_moodle_gets_every_question_it_can_ask_and_hears_of_the_others(
    moodle: Any, asked: list[Any]
) -> None:
    export, nodes = moodle

    assert list(nodes) == list(export.carried)
    said = " ".join(export.left_out)
    for question in asked:
        assert question.id in export.carried or question.id in said, question.id
    gone = [question for question in asked if question.id not in export.carried]
    assert {question.type for question in gone} == {"ordering"}
    assert len(export.carried) >= 0.95 * len(asked)


def test_moodle_questions_have_the_parts_their_type_needs(moodle: Any) -> None:
    _, nodes = moodle
    for name, node in nodes.items():
        kind = node.get("type")
        assert kind in {
            "multichoice",
            "truefalse",
            "numerical",
            "matching",
            "shortanswer",
            "cloze",
            "ordering",
        }
        assert node.findtext("questiontext/text"), name
        assert node.findtext("generalfeedback/text"), name
        assert float(node.findtext("defaultgrade")) > 0
        assert node.findtext("idnumber") == name
        for answer in node.findall("answer"):
            if kind != "ordering":
                assert any(
                    abs(abs(float(answer.get("fraction"))) - share) < 1e-4 for share in FRACTIONS
                ), name
        if kind == "multichoice":
            assert node.findtext("single") in ("true", "false")
        if kind == "matching":
            assert len({sub.findtext("answer/text") for sub in node.findall("subquestion")}) >= 3


def moodle_mark(node: Any, question: Any) -> Any:
    """The share Moodle gives to our key, after its documentation."""
    kind, answers = node.get("type"), node.findall("answer")
    right = question.key()
    if kind == "multichoice":
        picked = {right} if isinstance(right, str) else right
        places = [place for place, option in enumerate(question.options) if option.id in picked]
        return sum(float(answers[place].get("fraction")) for place in places) / 100
    if kind == "truefalse":
        return (
            max(
                float(a.get("fraction"))
                for a in answers
                if a.findtext("text") == str(right).lower()
            )
            / 100
        )
    if kind == "numerical":
        first = next(
            a
            for a in answers
            if a.findtext("text") == "*"
            or abs(float(a.findtext("text")) - right) <= float(a.findtext("tolerance")) + 1e-12
        )
        return float(first.get("fraction")) / 100
    if kind == "shortanswer":
        [entry] = right.values()
        first = next(a for a in answers if moodle_matches(a.findtext("text"), entry))
        return float(first.get("fraction")) / 100
    if kind == "matching":
        subs = node.findall("subquestion")
        return float(
            all(sub.findtext("text") and sub.findtext("answer/text") for sub in subs[: len(right)])
        )
    gaps = re.findall(
        r"\{1:SHORTANSWER(?:_C)?:=((?:\\.|[^#~}\\])*)#", node.findtext("questiontext/text")
    )
    entries = [gap.replace("\\\\*", "*").replace("\\", "") for gap in gaps]
    return float(entries == [right[blank.id] for blank in question.blanks])


def test_moodle_gives_full_marks_to_our_key(moodle: Any, asked: list[Any]) -> None:
    export, nodes = moodle
    for question in asked:
        if question.id in export.carried and question.type != "ordering":
            assert moodle_mark(nodes[question.id], question) == pytest.approx(1, abs=1e-5), (
                question.id
            )


def moodle_matches(pattern: Any, entry: Any) -> Any:
    """Whether a short answer of Moodle, in which an asterisk stands for anything, fits an entry."""
    return re.fullmatch(
        ".*".join(map(re.escape, re.split(r"(?<!\\)\*", pattern))).replace(r"\\\*", r"\*"), entry
    )


def test_moodle_gives_nothing_for_a_blank(moodle: Any) -> None:
    _, nodes = moodle
    for name, node in nodes.items():
        if node.get("type") == "shortanswer":
            for answer in node.findall("answer"):
                assert (
                    not moodle_matches(answer.findtext("text"), "")
                    or float(answer.get("fraction")) == 0
                ), name
        if node.get("type") == "numerical":
            assert all(
                float(answer.get("fraction")) == 0
                for answer in node.findall("answer")
                if answer.findtext("text") in ("*", "")
            ), name
        if node.get("type") == "cloze":
            gaps = re.findall(
                r"\{1:SHORTANSWER(?:_C)?:=((?:\\.|[^#~}\\])*)#", node.findtext("questiontext/text")
            )
            assert gaps, name
            assert "" not in gaps, name


def test_moodle_takes_an_order_only_where_one_order_is_right(examples: Any) -> None:
    question = examples.question("order-of-one-step")
    data = question.model_dump(mode="json")
    data["options"][1] |= {"after": ["gates"]}
    data["options"][2] |= {"after": ["output"]}
    linear = type(question).model_validate(data)

    assert to_moodle([question]).carried == ()
    assert "one right order only" in to_moodle([question]).left_out[0]
    [node] = etree.fromstring(to_moodle([linear]).text.encode()).findall(
        "question[@type='ordering']"
    )
    assert [answer.findtext("text") for answer in node.findall("answer")][3].startswith(
        "<p>The hidden state"
    )
