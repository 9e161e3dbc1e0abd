"""The quiz in a terminal: what it asks, explains and says at the end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from quizzes.loading import Bank, load_bank
from quizzes.sessions import Progress, start
from quizzes.types import Functions
from tests.quizzes.surfaces.sitting import sit


def typed(question: Any) -> Any:
    shown = question.shown_key()
    if question.type == "fill":
        return "; ".join(shown)
    if question.type == "matching":
        return " ".join(shown.values())
    return " ".join(shown) if isinstance(shown, set | list) else str(shown)


@pytest.mark.parametrize("terminal", [False, True])
def test_every_key_of_the_bank_typed_in_earns_full_marks(
    whole_bank: Any, reference_functions: Functions, terminal: Any
) -> None:
    topics = {name: topic for name, topic in whole_bank.topics.items() if topic.use == "practice"}
    bank = Bank(topics)
    session = start(bank=bank, functions=reference_functions, prepared={}, seed=b"sit")

    sitting, text = sit(
        bank,
        [typed(question) for question in session.questions],
        reference_functions,
        limit=1000,
        terminal=terminal,
    )

    assert sitting.answered == len(bank.questions)
    assert sitting.score == pytest.approx(sitting.max_score)
    assert sitting.review == ()
    assert "Everything was right." in text
    assert ("\x1b[" in text) is terminal


def test_a_wrong_answer_is_explained_and_says_what_to_look_at(
    examples: Any, reference_functions: Functions
) -> None:
    sitting, text = sit(examples, ["b"], reference_functions)

    assert sitting.score == 0
    assert "Not yet." in text
    assert "the name of the gate misleads here" in text
    assert "✗ b) Nearly all of cₜ₋₁ is dropped." in text
    assert "Nearly all of cₜ₋₁ is kept. (this one is right)" in text
    assert "Look again at: forget gate, cell state." in text
    assert "Asked again in 10 min." in text


def test_an_empty_line_skips_a_question_mark_helps_and_nonsense_may_be_mended(
    examples: Any, reference_functions: Functions
) -> None:
    sitting, text = sit(examples, ["", "?", "??", "z", "a b", "true", "quit"], reference_functions)

    assert "'z' holds something that is no letter of an option. The letters are a, b, c." in text
    assert sitting.answered == 2
    assert sitting.max_score == 2


def test_a_hint_is_shown_once_and_then_there_is_none(
    examples: Any, reference_functions: Functions
) -> None:
    sitting, text = sit(examples, ["?", "?", "a"], reference_functions)

    assert "Write down cₜ = fₜ ⊙ cₜ₋₁ + iₜ ⊙ gₜ." in text
    assert "There is no further hint." in text
    assert sitting.score == 1


def test_a_right_answer_after_a_hint_comes_back_sooner_than_one_without(
    examples: Any, reference_functions: Functions
) -> None:
    alone, helped = Progress(None), Progress(None)
    for _ in range(2):
        sit(examples, ["a"], reference_functions, limit=1, progress=alone)
        sit(examples, ["?", "a"], reference_functions, limit=1, progress=helped)

    with_hint, without = helped.due("forget-near-one"), alone.due("forget-near-one")
    assert with_hint is not None
    assert without is not None
    assert with_hint < without


def test_three_tries_that_cannot_be_read_go_on_to_the_next_question(
    examples: Any, reference_functions: Functions
) -> None:
    _, text = sit(examples, ["z", "z", "z"], reference_functions)

    assert "Three tries could not be read" in text
    assert "2 of 9" in text


def test_the_end_of_input_ends_the_quiz_politely(
    examples: Any, reference_functions: Functions
) -> None:
    sitting, text = sit(examples, [], reference_functions)

    assert sitting.answered == 0
    assert "Nothing was answered" in text


@pytest.mark.parametrize(
    "word", ["q", "Q", "quit", "exit", " quit ", KeyboardInterrupt, EOFError], ids=str
)
def test_whoever_stops_is_told_what_was_done_so_far(
    examples: Any, reference_functions: Functions, word: Any
) -> None:
    sitting, text = sit(examples, ["a", word], reference_functions)

    assert (sitting.answered, sitting.score) == (1, 1)
    assert "empty line skips, q ends." in text
    assert "Stopped at question 2 of 9." in text
    assert "1 of 1 point on 1 question." in text
    assert "none of the letters" not in text


def test_stopping_before_the_first_answer_is_no_reproach(
    examples: Any, reference_functions: Functions
) -> None:
    _, text = sit(examples, ["q"], reference_functions)

    assert text.rstrip().endswith(
        "Stopped at question 1 of 9.\nNothing was answered, so there is nothing to say yet."
    )


def test_an_interruption_while_an_answer_is_explained_ends_the_quiz_too(
    examples: Any, reference_functions: Functions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("quizzes.surfaces.terminal.print_explained", interrupted)
    sitting, text = sit(examples, ["a"], reference_functions)

    assert sitting.answered == 1
    assert "Stopped at question 1 of 9." in text


def test_who_asks_for_help_where_there_is_no_hint_reads_how_to_answer(
    examples: Any, reference_functions: Functions
) -> None:
    _, text = sit(examples, ["", "?", "help", "q"], reference_functions)

    assert text.count("There is no hint to this question. Type letters, such as: ac.") == 2
    assert "? for a hint" in text[: text.index("2 of 9")]
    assert "? for a hint" not in text[text.index("2 of 9") :]


def test_the_rule_is_told_before_the_answer(examples: Any, reference_functions: Functions) -> None:
    _, text = sit(examples, ["", ""], reference_functions)

    assert text.index("Each right pick adds") < text.index("3 of 9")


def test_an_unknown_topic_names_the_nearest(examples: Any) -> None:
    with pytest.raises(KeyError, match="Did you mean 'examples'"):
        sit(examples, [], topic="exampels")


def test_a_graded_topic_is_not_asked(whole_bank: Any) -> None:
    with pytest.raises(ValueError, match="graded"):
        start("graded-gates", bank=whole_bank)
    with pytest.raises(ValueError, match="graded"):
        start(bank=whole_bank)


def test_the_second_day_starts_with_what_is_due_and_says_so(
    examples: Any, reference_functions: Functions
) -> None:
    progress = Progress(None)
    sit(examples, ["a", "b"], reference_functions, limit=2, progress=progress)
    for card in progress.cards.values():
        for date in ("due", "last_review"):
            card[date] = (datetime.fromisoformat(card[date]) - timedelta(hours=2)).isoformat()

    _, text = sit(examples, [""], reference_functions, limit=3, progress=progress)

    assert text.startswith("3 questions: 1 due for review, 2 new.\n")
    assert "Which quantities enter the update" in text[:300], "the one that went wrong comes first"
    assert "The next question is due now." in text


def test_a_beginner_meets_the_topics_as_in_the_course_and_reads_which_it_is(
    reference_functions: Functions,
) -> None:
    bank = load_bank()
    _, text = sit(bank, [], reference_functions, limit=1)

    assert [*bank.topics][:3] == ["rnn", "four-layers", "gates"]
    assert "1 of 1 · rnn · easy · 1 point" in text
    assert "· rnn ·" not in sit(bank, [], reference_functions, topic="rnn", limit=1)[1]


def test_letters_may_stand_together_and_what_was_right_is_said(
    examples: Any, reference_functions: Functions
) -> None:
    sitting, text = sit(
        examples, ["", "ab", "", "0", "", "", "dbca", "bb", "x; y"], reference_functions
    )

    assert sitting.answered == 5
    assert "✓ a) The forget gate fₜ" in text
    assert "  The answer is 0.731059." in text
    assert "  One right order:\n  1. The gates fₜ and iₜ" in text
    assert "  Forget gate fₜ: σ\n" in text
    assert "  Rows: 4H\n" in text
