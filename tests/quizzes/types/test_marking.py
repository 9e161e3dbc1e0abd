"""Points: the key earns everything, a blank nothing, and partial credit follows its rule."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.sessions import mark, read_answer
from quizzes.types.multiple import Multiple
from quizzes.types.ordering import Ordering
from quizzes.types.true_false import TrueFalse


def by_id(asked: list[Any], name: str) -> Any:
    return next(question for question in asked if question.id == name)


def test_every_question_gives_full_marks_to_its_own_key_and_none_to_a_blank(
    asked: list[Any],
) -> None:
    for question in asked:
        marked = mark(question, read_answer(question, question.shown_key()))
        assert (marked.share, marked.score, marked.right) == (
            1.0,
            question.points,
            True,
        ), question.id
        assert marked.misconceptions == ()
        blanks: tuple[Any, ...] = (None, ..., "", [], set(), {})
        for blank in blanks:
            assert mark(question, read_answer(question, blank)).score == 0, question.id


def test_a_typed_key_gives_full_marks_too(asked: list[Any]) -> None:
    for question in asked:
        shown = question.shown_key()
        if question.type == "fill":
            line = "; ".join(shown)
        elif question.type == "matching":
            line = " ".join(shown.values())
        else:
            line = (
                ", ".join(sorted(shown) if isinstance(shown, set) else shown)
                if isinstance(shown, set | list)
                else str(shown)
            )
        assert mark(question, read_answer(question, line)).right, question.id
        assert read_answer(question, "  ") is None


def multiple(scoring: Any, right: Any) -> Any:
    options = [
        {"id": f"option-{i}", "text": str(i), "correct": i in right, "feedback": "f"}
        for i in range(5)
    ]
    return Multiple.model_validate(
        {
            "id": "m",
            "type": "multiple",
            "prompt": "p",
            "explanation": "e",
            "concepts": ["c"],
            "difficulty": "easy",
            "source": "s",
            "points": 2.0,
            "scoring": scoring,
            "options": options,
        }
    )


@pytest.mark.parametrize(
    ("scoring", "picked", "share"),
    [
        ("net_correct", "ab", 1.0),
        ("net_correct", "a", 0.5),
        ("net_correct", "ac", 0.0),
        ("net_correct", "abc", 0.5),
        ("net_correct", "cd", 0.0),
        ("net_correct", "abcde", 0.0),
        ("all_or_nothing", "ab", 1.0),
        ("all_or_nothing", "a", 0.0),
        ("all_or_nothing", "abc", 0.0),
        ("every_decision", "ab", 1.0),
        ("every_decision", "a", 0.8),
        ("every_decision", "ac", 0.6),
        ("every_decision", "cde", 0.0),
        ("every_decision", "c", 0.4),
    ],
)
def test_several_answers_are_scored_by_their_rule(scoring: Any, picked: Any, share: Any) -> None:
    question = multiple(scoring, {0, 1})

    marked = mark(question, read_answer(question, list(picked)))

    assert marked.share == pytest.approx(share)
    assert marked.score == pytest.approx(2 * share)


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.integers(0, 4), min_size=1),
    st.sets(st.integers(0, 4)),
    st.sampled_from(["net_correct", "all_or_nothing", "every_decision"]),
)
def test_no_choice_earns_more_than_the_key_or_less_than_nothing(
    right: Any, picked: Any, scoring: Any
) -> None:
    question = multiple(scoring, right)
    answer = frozenset(f"option-{i}" for i in picked)

    share = mark(question, answer).share

    assert 0 <= share <= 1
    assert (share == 1) == (picked == right)


def test_any_order_that_keeps_the_pairs_is_right_and_each_broken_pair_costs_alike(
    examples: Any,
) -> None:
    question = examples.question("order-of-one-step")
    assert set(question.pairs()) == {
        ("gates", "cell"),
        ("gates", "hidden"),
        ("cell", "hidden"),
        ("output", "hidden"),
    }

    shares = {
        order: mark(question, order).share
        for order in itertools.permutations(["gates", "output", "cell", "hidden"])
    }

    assert {order for order, share in shares.items() if share == 1} == {
        ("gates", "output", "cell", "hidden"),
        ("output", "gates", "cell", "hidden"),
        ("gates", "cell", "output", "hidden"),
    }
    assert shares[("gates", "cell", "hidden", "output")] == 0.75
    assert shares[("hidden", "cell", "gates", "output")] == 0.0


def test_an_incomplete_order_keeps_only_the_pairs_it_names(examples: Any) -> None:
    assert mark(examples.question("order-of-one-step"), ("gates", "cell")).share == 0.25


def test_steps_are_shown_shuffled_never_in_a_right_order_and_always_alike(asked: list[Any]) -> None:
    for question in asked:
        if isinstance(question, Ordering):
            shown = tuple(question.shown_options().values())
            assert mark(question, shown).share < 1, question.id
            assert shown == tuple(question.shown_options().values())


def test_hardly_any_order_is_shown_in_a_right_one_by_chance() -> None:
    for number in range(30):
        steps = [
            {"id": name, "text": name, "feedback": "f", "after": after}
            for name, after in (("one", []), ("two", ["one"]), ("three", []))
        ]
        question = Ordering.model_validate(
            {
                "id": f"order-{number}",
                "type": "ordering",
                "prompt": "p",
                "explanation": "e",
                "concepts": ["c"],
                "difficulty": "easy",
                "source": "s",
                "options": steps,
            }
        )
        assert mark(question, tuple(question.shown_options().values())).share == 0


def test_picking_nothing_earns_nothing_by_every_rule() -> None:
    for scoring in ("net_correct", "all_or_nothing", "every_decision"):
        assert mark(multiple(scoring, {0}), frozenset()).share == 0


@pytest.mark.parametrize(
    ("value", "right"),
    [
        (0.7310586, True),
        (0.73, True),
        ("0.73", True),
        (0.7360, True),
        (0.737, False),
        (1, False),
        ("73/100", True),
    ],
)
def test_numbers_are_right_within_their_tolerance(examples: Any, value: Any, right: Any) -> None:
    question = examples.question("sigmoid-of-one")

    assert mark(question, read_answer(question, value)).right is right


def test_an_exact_number_may_come_as_a_float(asked: list[Any]) -> None:
    question = by_id(asked, "count-one-layer")
    assert mark(question, read_answer(question, float(question.answer))).right
    assert not mark(question, read_answer(question, question.answer + 1)).right


def test_a_foreseen_wrong_number_hears_its_own_feedback(examples: Any) -> None:
    question = examples.question("sigmoid-of-one")

    assert "only in the limit" in mark(question, 1.0).notes[0].feedback
    assert "Work out" in mark(question, 17.0).notes[0].feedback


def test_a_wrong_option_names_its_misconception_and_a_right_one_does_not(examples: Any) -> None:
    question = examples.question("forget-near-one")

    assert mark(question, "drops").misconceptions == ("cell-forget-inverted",)
    assert mark(question, "keeps").misconceptions == ()
    statement = examples.question("forget-gate-1997")
    assert isinstance(statement, TrueFalse)
    assert mark(statement, True).misconceptions == ("cell-forget-inverted",)
    assert mark(statement, False).misconceptions == ()


def test_rows_and_blanks_count_one_by_one(examples: Any) -> None:
    rows, blanks = examples.question("activations"), examples.question("stacked-shape")

    assert mark(rows, {"forget": "sigmoid", "candidate": "relu"}).share == 0.5
    assert mark(blanks, {"rows": " 4 * H ", "columns": "H"}).share == 0.5
    assert mark(blanks, {"rows": "4h", "columns": "d"}).share == 0.5
    assert "four maps" in mark(blanks, {"rows": "H"}).notes[0].feedback


def test_the_rule_is_told_for_every_question(asked: list[Any]) -> None:
    assert all(len(question.rule()) > 10 for question in asked)


def test_the_key_of_an_order_respects_every_pair(asked: list[Any]) -> None:
    for question in asked:
        if isinstance(question, Ordering):
            order = question.key()
            assert all(order.index(early) < order.index(late) for early, late in question.pairs())
