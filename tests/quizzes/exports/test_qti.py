"""QTI 2.1: valid items that give the same marks as we do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from quizzes.exports.gift import to_gift
from quizzes.exports.moodle import to_moodle
from quizzes.exports.qti import to_items, to_qti
from quizzes.sessions import mark
from tests.quizzes.exports.qti_processor import Processor

etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")


SCHEMA_FOLDER = Path(
    os.environ.get("GATEWISE_QTI_SCHEMA")
    or Path(__file__).resolve().parents[4] / "shared" / "qti21-schema"
)


SCHEMA = SCHEMA_FOLDER / "qtiv2p1" / "imsqti_v2p1.xsd"


@pytest.fixture(scope="module")
def schema() -> Any:
    if not SCHEMA.is_file():
        pytest.skip(
            "no QTI 2.1 schema: name the folder that holds qtiv2p1/imsqti_v2p1.xsd in"
            " GATEWISE_QTI_SCHEMA"
        )
    return etree.XMLSchema(etree.parse(SCHEMA))


def test_qti_items_are_valid_against_the_schema(asked: list[Any], schema: Any) -> None:
    for name, export in to_items(asked).items():
        document = etree.fromstring(export.text.encode())
        assert schema.validate(document), (name, schema.error_log.last_error)


def test_the_schema_check_can_fail(asked: list[Any], schema: Any) -> None:
    broken = (
        to_qti(asked[0])
        .text.replace("<itemBody>", "<itemBodies>")
        .replace("</itemBody>", "</itemBodies>")
    )

    assert not schema.validate(etree.fromstring(broken.encode()))


def responses(question: Any) -> Any:
    shown = question.shown_key()
    if question.type == "fill":
        return {f"RESPONSE{place}": entry for place, entry in enumerate(shown, start=1)}
    if question.type == "matching":
        return {"RESPONSE": frozenset(f"row{row} {letter}" for row, letter in shown.items())}
    if question.type == "true_false":
        return {"RESPONSE": str(shown).lower()}
    return {"RESPONSE": frozenset(shown) if isinstance(shown, set) else shown}


def test_qti_gives_full_marks_to_our_key_and_none_to_a_blank(asked: list[Any]) -> None:
    for question in asked:
        root = etree.fromstring(to_qti(question).text.encode())
        full = Processor(root, responses(question))
        assert full.outcomes["SCORE"] == pytest.approx(question.points), question.id
        assert full.outcomes["MAXSCORE"] == question.points
        assert "explanation" in full.outcomes["FEEDBACK"]
        assert Processor(root, {}).outcomes["SCORE"] == 0, question.id


def test_qti_declares_the_right_answer_as_correct(asked: list[Any]) -> None:
    for question in asked:
        processor = Processor(etree.fromstring(to_qti(question).text.encode()), responses(question))
        for name, given in processor.responses.items():
            if question.type not in ("drawn", "numeric"):
                assert processor.correct(name) == given, question.id


def test_qti_gives_the_same_partial_credit_as_we_do(examples: Any) -> None:
    order, several = examples.question("order-of-one-step"), examples.question("cell-update-parts")

    letters = {name: letter for letter, name in order.shown_options().items()}
    root = etree.fromstring(to_qti(order).text.encode())
    for answer in (
        ("gates", "cell", "hidden", "output"),
        ("hidden", "cell", "gates", "output"),
        ("output", "hidden", "gates", "cell"),
    ):
        got = Processor(root, {"RESPONSE": [letters[name] for name in answer]}).outcomes["SCORE"]
        assert got == pytest.approx(mark(order, answer).score)
    root = etree.fromstring(to_qti(several).text.encode())
    for picked in ("a", "ab", "ac", "c", "abc"):
        names = frozenset(several.shown_options()[letter] for letter in picked)
        got = Processor(root, {"RESPONSE": frozenset(picked)}).outcomes["SCORE"]
        assert got == pytest.approx(mark(several, names).score)


@pytest.mark.parametrize("scoring", ["all_or_nothing", "every_decision"])
def test_qti_knows_the_other_rules_and_the_others_say_they_do_not(
    examples: Any, scoring: Any
) -> None:
    question = examples.question("cell-update-parts").model_copy(update={"scoring": scoring})
    root = etree.fromstring(to_qti(question).text.encode())

    for picked in ("a", "ab", "ac", "abc", "c"):
        names = frozenset(question.options["abc".index(letter)].id for letter in picked)
        got = Processor(root, {"RESPONSE": frozenset(picked)}).outcomes["SCORE"]
        assert got == pytest.approx(mark(question, names).score), picked
    assert Processor(root, {}).outcomes["SCORE"] == 0
    for export in (to_moodle([question]), to_gift([question])):
        assert any("net correct" in sentence for sentence in export.left_out)
