"""Item analysis against a statistics library and against figures worked out by hand."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from quizzes.analysis import analyse, attempt_of, print_figures
from quizzes.analysis.figures import Attempt, alpha, correlation, first_attempts, upper_lower
from quizzes.graded import mark_source
from quizzes.types.single import Single

stats = pytest.importorskip("scipy.stats", reason="scipy is not installed")


MOMENT = datetime(2026, 3, 1, tzinfo=UTC)


def question(number: Any, options: Any = 4) -> Any:
    return Single.model_validate(
        {
            "id": f"q{number}",
            "type": "single",
            "prompt": "p",
            "explanation": "e",
            "concepts": ["c"],
            "source": "s",
            "difficulty": "easy",
            "options": [
                {"id": f"o{i}", "text": str(i), "correct": i == 0, "feedback": "f"}
                for i in range(options)
            ],
        }
    )


QUESTIONS = [question(number) for number in range(6)]


def attempt(learner: Any, picks: Any, when: Any = MOMENT) -> Any:
    letters = {name: letter for letter, name in QUESTIONS[0].shown_options().items()}
    marks = [
        mark_source(
            question, f"answer = {letters[f'o{pick}']!r}" if pick is not None else "answer = ..."
        )
        for question, pick in zip(QUESTIONS, picks, strict=True)
    ]
    return Attempt(learner, when, marks)


def figures_text(figures: Any, without: Any = 0) -> Any:
    out = io.StringIO()
    console = Console(file=out, width=120)
    print_figures(console, "A quiz", figures, QUESTIONS, without)
    return out.getvalue()


@pytest.fixture(scope="module")
def picks() -> Any:
    """What 60 learners pick: right the more often the stronger they are, never option 3 of question
    0.
    """
    rng = np.random.default_rng(7)
    strength = rng.normal(size=60)
    table = rng.integers(1, 4, size=(60, 6))
    right = strength[:, None] + rng.normal(size=(60, 6)) > np.linspace(-1, 1, 6)
    table[right] = 0
    table[:, 0][table[:, 0] == 3] = 2
    return table


@pytest.fixture(scope="module")
def figures(picks: Any) -> Any:
    return analyse([attempt(f"learner-{i}", row) for i, row in enumerate(picks)], QUESTIONS)


def test_difficulty_and_item_rest_correlation_agree_with_scipy(figures: Any, picks: Any) -> None:
    scores = (picks == 0).astype(float)
    for place, item in enumerate(figures.items):
        rest = np.delete(scores, place, axis=1).sum(axis=1)
        assert item.difficulty == pytest.approx(scores[:, place].mean())
        assert item.rest_correlation == pytest.approx(
            stats.pointbiserialr(scores[:, place], rest).statistic
        )
        assert item.answered == 60


def test_options_agree_with_scipy_and_unused_ones_are_named(figures: Any, picks: Any) -> None:
    scores = (picks == 0).astype(float)
    for place, item in enumerate(figures.items):
        rest = np.delete(scores, place, axis=1).sum(axis=1)
        for option, pick in enumerate(item.picks):
            picked = (picks[:, place] == option).astype(float)
            assert pick.share == pytest.approx(picked.mean())
            if np.ptp(picked):
                assert pick.rest_correlation == pytest.approx(
                    stats.pearsonr(picked, rest).statistic
                )
    assert figures.items[0].unused == ("o3",)
    assert figures.items[1].unused == ()


def test_kr20_is_kuder_and_richardson_s_formula_and_the_error_follows(
    figures: Any, picks: Any
) -> None:
    scores = (picks == 0).astype(float)
    share = scores.mean(axis=0)
    spread = stats.moment(scores.sum(axis=1), order=2)
    kr20 = 6 / 5 * (1 - (share * (1 - share)).sum() / spread)

    assert figures.coefficient == "KR-20"
    assert figures.reliability == pytest.approx(kr20)
    assert figures.error == pytest.approx(np.sqrt(spread) * np.sqrt(1 - kr20))
    assert figures.deviation == pytest.approx(np.sqrt(spread))


def test_alpha_is_that_of_an_independent_formula() -> None:
    """Standardised items: alpha is the Spearman–Brown prophecy of the mean correlation, which scipy
    gives.
    """
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(80, 1)) + rng.normal(size=(80, 5))
    scores = stats.zscore(scores, axis=0)
    pairs = [
        stats.pearsonr(scores[:, i], scores[:, j]).statistic for i in range(5) for j in range(i)
    ]
    mean = float(np.mean(pairs))

    assert alpha(scores) == pytest.approx(5 * mean / (1 + 4 * mean))


def test_a_worked_example_by_hand() -> None:
    scores = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0.0]])

    assert alpha(scores) == pytest.approx(3 / 2 * (1 - (3 / 16 + 4 / 16 + 3 / 16) / 1.25))
    assert correlation(scores[:, 0], scores[:, 1:].sum(axis=1)) == pytest.approx(0.5222329678670935)


def test_the_upper_and_lower_groups_take_equal_learners_in_part() -> None:
    shares = np.array([1, 1, 1, 0, 1, 0, 0, 0, 0, 0.0])
    totals = np.array([9, 8, 7, 7, 5, 4, 3, 2, 1, 0.0])

    assert upper_lower(shares, totals, part=0.3) == pytest.approx((1 + 1 + 0.5) / 3)
    assert upper_lower(shares[::-1].copy(), totals, part=0.3) == pytest.approx(-1.0)
    order = np.random.default_rng(0).permutation(10)
    assert upper_lower(shares[order], totals[order]) == pytest.approx(upper_lower(shares, totals))


def test_only_the_first_attempt_of_each_learner_counts() -> None:
    early = attempt("ada", [1] * 6)
    late = attempt("ada", [0] * 6, MOMENT + timedelta(days=1))

    assert first_attempts([late, early]) == [early]
    assert analyse([late, early], QUESTIONS).mean == 0


def test_blanks_lower_the_difficulty_but_are_no_pick() -> None:
    figures = analyse([attempt("ada", [0] * 6), attempt("bob", [None] * 6)], QUESTIONS)

    assert figures.items[0].difficulty == 0.5
    assert figures.items[0].answered == 1
    assert sum(pick.share for pick in figures.items[0].picks) == 0.5


def test_a_small_class_sees_n_and_hears_no_verdict(figures: Any) -> None:
    small = analyse([attempt(f"l{i}", [i % 2] * 6) for i in range(8)], QUESTIONS)

    assert not small.enough
    assert all(item.concern is None for item in small.items)
    text = figures_text(small)
    assert text.splitlines()[:2] == ["A quiz", "n = 8, first attempts only"]
    assert "nothing is concluded" in text
    assert "nobody picks it" not in text
    assert "nothing is concluded" not in figures_text(figures)


def test_in_a_large_class_a_key_that_stronger_learners_miss_is_a_concern() -> None:
    rows = [[1, *([0] * 5)] if i < 20 else [0, *([1] * 5)] for i in range(40)]
    figures = analyse([attempt(f"l{i}", row) for i, row in enumerate(rows)], QUESTIONS)

    assert "check the key" in str(figures.items[0].concern)


def test_nothing_that_varies_gives_no_figure_rather_than_a_wrong_one() -> None:
    same = analyse([attempt(f"l{i}", [0] * 6) for i in range(5)], QUESTIONS)

    assert (same.reliability, same.error) == (None, None)
    assert {item.rest_correlation for item in same.items} == {None}
    assert {item.upper_lower for item in same.items} == {None}
    assert "–" in figures_text(same)
    with pytest.raises(ValueError, match="Nobody"):
        analyse([], QUESTIONS)
    assert analyse([attempt("ada", [0] * 6)], QUESTIONS).learners == 1


def test_the_text_shows_letters_shares_and_who_is_left_out(figures: Any) -> None:
    text = " ".join(figures_text(figures, without=2).split())

    assert "n = 60, first attempts only (2 more answered nothing" in text
    assert "1. q0 60 " in text
    assert "✓ a 0 " in text
    assert "d 3 nobody picks it 0% –" in text
    assert "KR-20" in text


def test_answer_cells_become_an_attempt_and_a_mark_given_by_hand_counts() -> None:
    answers = {"question-1": "answer = 'a'", "question-2": "answer = 'b'"}

    plain = attempt_of(QUESTIONS, "ada", MOMENT, answers)
    lifted = attempt_of(QUESTIONS, "ada", MOMENT, answers, {"question-2": 0.5, "question-3": 7.0})

    assert [mark.score for mark in plain.marks] == [1, 0, 0, 0, 0, 0]
    assert [mark.picked for mark in plain.marks[:3]] == [("o0",), ("o1",), ()]
    assert [mark.score for mark in lifted.marks] == [1, 0.5, 1, 0, 0, 0]
