"""Each rule of item writing finds what breaks it, and accepts the rest."""

from __future__ import annotations

from typing import Any

import pytest

from quizzes.loading import lint
from quizzes.types.multiple import Multiple
from quizzes.types.single import Single


def single(
    number: Any = 0,
    right: Any = 0,
    texts: Any = ("red colour", "green colour", "blue colour"),
    **changes: Any,
) -> Any:
    options = [
        {"id": f"o{i}", "text": text, "correct": i == right, "feedback": "f"}
        for i, text in enumerate(texts)
    ]
    return Single.model_validate(
        {
            "id": f"q{number}",
            "type": "single",
            "prompt": "Which?",
            "explanation": "e",
            "concepts": ["c"],
            "difficulty": "easy",
            "source": "s",
            "options": options,
            **changes,
        }
    )


def rules(*questions: Any) -> Any:
    return sorted({advice.rule for advice in lint(questions)})


def test_a_good_question_passes() -> None:
    assert rules(single()) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"texts": ["a", "b", "All of the above"]}, "all-or-none"),
        ({"texts": ["a", "b", "None of these options"]}, "all-or-none"),
        ({"prompt": "Which is not a gate?"}, "unmarked-negative"),
        ({"prompt": "All are gates except which?"}, "unmarked-negative"),
        ({"texts": ["a", "A.", "b"]}, "duplicate-option"),
        (
            {"texts": ["this one is right because it goes on and on", "short", "brief"]},
            "key-is-longest",
        ),
        ({"texts": ["3", "1", "2"]}, "numbers-in-order"),
        ({"prompt": "Which? Select all that apply."}, "select-all"),
        ({"explanation": r"$\frobnicate{x}$"}, "formula"),
        ({"explanation": r"$\frac{a}$"}, "formula"),
        ({"explanation": "costs 3$"}, "formula"),
    ],
)
def test_each_rule_finds_what_breaks_it(changes: Any, rule: Any) -> None:
    assert rules(single(**changes)) == [rule]


@pytest.mark.parametrize(
    "changes",
    [
        {"prompt": "Which is **not** a gate?"},
        {"texts": ["1", "2", "3"]},
        {"prompt": r"Is $\not\approx$ so? Costs \$3."},
        {"texts": ["all of it", "none", "half"]},
    ],
)
def test_what_only_looks_alike_is_left_alone(changes: Any) -> None:
    assert rules(single(**changes)) == []


def test_several_answers_are_announced_and_not_all_right() -> None:
    question = single()
    data = question.model_dump() | {"type": "multiple"}
    assert rules(Multiple.model_validate(data)) == ["select-all"]
    data["options"] = [option | {"correct": True} for option in data["options"]]
    data["prompt"] = "Which? Select all that apply."
    assert rules(Multiple.model_validate(data)) == ["all-right"]


def test_an_id_that_gives_the_key_away_is_found() -> None:
    data = single().model_dump(mode="json")
    data["options"][1] |= {"id": "wrong-one"}
    assert rules(Single.model_validate(data)) == ["telling-id"]


def test_right_answers_that_gather_at_one_place_are_found() -> None:
    gathered = [single(i, right=0) for i in range(12)]
    spread = [single(i, right=i % 3) for i in range(12)]

    assert rules(*gathered) == ["balanced-keys"]
    assert rules(*spread) == []


def test_a_bank_whose_longest_option_is_mostly_right_is_found() -> None:
    texts = ["red colours", "green", "blue"]
    long = [single(i, right=i % 3, texts=texts[-(i % 3) :] + texts[: -(i % 3)]) for i in range(15)]

    assert rules(*long) == ["key-is-longest"]


def test_the_bank_itself_passes(whole_bank: Any) -> None:
    assert [str(advice) for advice in lint(whole_bank.questions)] == []
