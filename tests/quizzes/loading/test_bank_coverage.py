"""Facts about the bank: what it covers, and the two questions of the source material."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.course.discover import load_course
from quizzes.bank import BANK
from quizzes.loading import Bank, lint, load_bank
from quizzes.types import Functions, file_functions, reference_functions
from quizzes.types.computed import Computed
from quizzes.types.fill import Fill
from quizzes.types.matching import Matching
from quizzes.types.multiple import Multiple
from quizzes.types.single import Single
from quizzes.types.true_false import TrueFalse

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def functions() -> dict[str, Callable[..., object]]:
    return reference_functions("reference") | file_functions(BANK / "numbers.py")


@pytest.fixture(scope="module")
def bank(functions: Functions) -> Bank:
    """Practice and graded samples, with every name in them checked against the course."""
    slugs = {item.slug for item in load_course(ROOT).misconceptions}
    return load_bank(
        BANK / "practice",
        BANK / "graded",
        misconceptions=slugs,
        functions=functions,
    )


UNITS = ("rnn", "gates", "cell", "layers", "backprop", "memory")


AREAS = (
    "vanishing-gradients",
    "four-layers",
    "activations",
    "inputs-and-outputs",
    "counting",
    "initialisation",
    "variants",
    "numerics",
)


def test_the_bank_is_large_enough_and_covers_every_unit_and_area(bank: Any) -> None:
    practice = [question for question in bank.questions if question.use == "practice"]
    graded = [question for question in bank.questions if question.use == "graded"]

    assert len(practice) >= 100
    assert len(graded) >= 12
    for topic in (*UNITS, *AREAS):
        assert len(bank.topic(topic).questions) >= 5, topic
    for unit in UNITS:
        assert len(bank.topic(f"graded-{unit}").questions) >= 2, unit


def test_every_type_of_question_is_there_for_practice(bank: Any) -> None:
    types = Counter(question.type for question in bank.questions if question.use == "practice")

    assert set(types) == {
        "single",
        "multiple",
        "true_false",
        "numeric",
        "computed",
        "ordering",
        "matching",
        "fill",
    }


def test_computed_questions_of_the_reference(bank: Any) -> None:
    computed = [question for question in bank.questions if isinstance(question, Computed)]
    of_reference = [
        question
        for question in computed
        if question.function.startswith("reference.") and question.use == "practice"
    ]

    assert len(of_reference) >= 12
    assert len({question.function for question in of_reference}) >= 10


def test_lints_find_nothing(bank: Any) -> None:
    assert [str(advice) for advice in lint(bank.questions)] == []


def test_every_question_about_counts_says_how_many_biases(bank: Any) -> None:
    counts = [
        question
        for question in bank.questions
        if "parameter-count" in question.concepts and question.type in ("computed", "numeric")
    ]

    assert len(counts) >= 7
    for question in counts:
        assert re.search(r"\*\*(one|two)\*\* bias", question.prompt), question.id


def test_feedback_differs_from_reply_to_reply_and_from_the_option(bank: Any) -> None:
    for question in bank.questions:
        entries = [entry for key in ("options", "wrong") for entry in getattr(question, key, ())]
        if isinstance(question, TrueFalse):
            entries = [question.if_true, question.if_false]
        if isinstance(question, Fill):
            entries = [reply for blank in question.blanks for reply in (blank, *blank.wrong)]
        said = [entry.feedback for entry in entries]
        distinct = len(set(said))
        assert distinct >= len(said) - (1 if isinstance(question, Matching) else 0), question.id
        for entry in entries:
            assert len(entry.feedback.split()) >= 4, f"{question.id}: {entry.feedback}"
            assert entry.feedback != getattr(entry, "text", None), question.id


def test_questions_that_name_what_learners_get_wrong(bank: Any) -> None:
    named = Counter(
        name
        for question in bank.questions
        for name in re.findall(r"'misconception': '([a-z0-9-]+)'", str(question.model_dump()))
    )

    assert len(named) >= 50
    assert named.total() >= 120


def test_picking_always_the_same_position_does_not_pay(bank: Any) -> None:
    four = [
        question
        for question in bank.questions
        if isinstance(question, Single) and len(question.options) == 4
    ]
    places = Counter(
        next(i for i, option in enumerate(question.options) if option.correct) for question in four
    )
    statements = Counter(
        question.answer for question in bank.questions if isinstance(question, TrueFalse)
    )

    assert max(places.values()) <= 0.35 * len(four)
    assert max(statements.values()) <= 0.6 * statements.total()


def test_the_operations_on_the_cell_state(bank: Any) -> None:
    question = bank.question("cell-state-operations")

    assert isinstance(question, Multiple)
    assert [(option.text, option.correct) for option in question.options] == [
        ("Forget", True),
        ("Input", True),
        ("Delete", False),
        ("Output", True),
    ]
    assert "either by writing to it or by reading from it" in question.prompt
    assert "does not change" in question.options[3].feedback


def test_the_inputs_and_outputs_of_a_cell_in_layer_l(bank: Any) -> None:
    question = bank.question("cell-inputs-and-outputs")

    assert isinstance(question, Multiple)
    assert "layer $l$" in question.prompt
    assert [(option.text, option.correct) for option in question.options] == [
        (
            (
                "Input: the previous cell state $c^{(l)}_{t-1}$; this layer's output of the"
                " previous step $h^{(l)}_{t-1}$; the output of the layer below at this step"
                " $h^{(l-1)}_t$"
            ),
            True,
        ),
        (
            (
                "Input: the current cell state $c^{(l)}_t$; this layer's output of the previous"
                " step $h^{(l)}_{t-1}$; the output of the layer below at this step $h^{(l-1)}_t$"
            ),
            False,
        ),
        ("Output: the current cell state $c^{(l)}_t$; this cell's own output $h^{(l)}_t$", True),
        (
            (
                "Output: the current cell state $c^{(l)}_t$; the previous cell's output"
                " $h^{(l)}_{t-1}$"
            ),
            False,
        ),
    ]
