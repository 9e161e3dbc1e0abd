"""The quiz in a terminal and through a pipe, and what it remembers."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import re
import select
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from quizzes.answers import shown_key
from quizzes.lints import all_texts
from quizzes.loading import Bank, load_bank
from quizzes.progress import Progress, load_progress
from quizzes.session import start
from quizzes.terminal import run_quiz
from quizzes.text import to_plain

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def sit(bank, lines, functions=None, *, topic=None, limit=10, progress=None, terminal=False):
    """Run a quiz on these lines; returns the sitting and what was printed."""
    out = io.StringIO()
    waiting = iter(lines)

    def read_line():
        line = next(waiting, EOFError)
        if isinstance(line, type):
            raise line
        return line

    console = Console(file=out, width=100, force_terminal=terminal, highlight=False)
    progress = progress if progress is not None else Progress(None)
    sitting = run_quiz(
        topic,
        bank=bank,
        limit=limit,
        progress=progress,
        functions=functions,
        drawn={},
        seed=b"sit",
        read_line=read_line,
        console=console,
    )
    return sitting, out.getvalue()


def typed(question):
    shown = shown_key(question)
    if question.type == "fill":
        return "; ".join(shown)
    if question.type == "matching":
        return " ".join(shown.values())
    return " ".join(shown) if isinstance(shown, set | list) else str(shown)


@pytest.mark.parametrize("terminal", [False, True])
def test_every_key_of_the_bank_typed_in_earns_full_marks(whole_bank, reference_functions, terminal):
    topics = {name: topic for name, topic in whole_bank.topics.items() if topic.use == "practice"}
    bank = Bank(topics)
    session = start(bank=bank, functions=reference_functions, drawn={}, seed=b"sit")

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


def test_a_wrong_answer_is_explained_and_says_what_to_look_at(examples, reference_functions):
    sitting, text = sit(examples, ["b"], reference_functions)

    assert sitting.score == 0
    assert "Not yet." in text
    assert "the name of the gate misleads here" in text
    assert "✗ b) Nearly all of cₜ₋₁ is dropped." in text
    assert "Nearly all of cₜ₋₁ is kept. (this one is right)" in text
    assert "Look again at: forget gate, cell state." in text
    assert "Asked again in 10 min." in text


def test_an_empty_line_skips_a_question_mark_helps_and_nonsense_may_be_mended(
    examples, reference_functions
):
    sitting, text = sit(examples, ["", "?", "??", "z", "a b", "true", "quit"], reference_functions)

    assert "'z' holds something that is no letter of an option. The letters are a, b, c." in text
    assert sitting.answered == 2
    assert sitting.max_score == 2


def test_a_hint_is_shown_once_and_then_there_is_none(examples, reference_functions):
    sitting, text = sit(examples, ["?", "?", "a"], reference_functions)

    assert "Write down cₜ = fₜ ⊙ cₜ₋₁ + iₜ ⊙ gₜ." in text
    assert "There is no further hint." in text
    assert sitting.score == 1


def test_a_right_answer_after_a_hint_comes_back_sooner_than_one_without(
    examples, reference_functions
):
    alone, helped = Progress(None), Progress(None)
    for _ in range(2):
        sit(examples, ["a"], reference_functions, limit=1, progress=alone)
        sit(examples, ["?", "a"], reference_functions, limit=1, progress=helped)

    assert helped.due("forget-near-one") < alone.due("forget-near-one")


def test_three_tries_that_cannot_be_read_go_on_to_the_next_question(examples, reference_functions):
    _, text = sit(examples, ["z", "z", "z"], reference_functions)

    assert "Three tries could not be read" in text
    assert "2 of 9" in text


def test_the_end_of_input_ends_the_quiz_politely(examples, reference_functions):
    sitting, text = sit(examples, [], reference_functions)

    assert sitting.answered == 0
    assert "Nothing was answered" in text


@pytest.mark.parametrize(
    "word", ["q", "Q", "quit", "exit", " quit ", KeyboardInterrupt, EOFError], ids=str
)
def test_whoever_stops_is_told_what_was_done_so_far(examples, reference_functions, word):
    sitting, text = sit(examples, ["a", word], reference_functions)

    assert (sitting.answered, sitting.score) == (1, 1)
    assert "empty line skips, q ends." in text
    assert "Stopped at question 2 of 9." in text
    assert "1 of 1 point on 1 question." in text
    assert "none of the letters" not in text


def test_stopping_before_the_first_answer_is_no_reproach(examples, reference_functions):
    _, text = sit(examples, ["q"], reference_functions)

    assert text.rstrip().endswith(
        "Stopped at question 1 of 9.\nNothing was answered, so there is nothing to say yet."
    )


def test_an_interruption_while_an_answer_is_explained_ends_the_quiz_too(
    examples, reference_functions, monkeypatch
):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("quizzes.terminal._explain", interrupted)
    sitting, text = sit(examples, ["a"], reference_functions)

    assert sitting.answered == 1
    assert "Stopped at question 1 of 9." in text


def test_who_asks_for_help_where_there_is_no_hint_reads_how_to_answer(
    examples, reference_functions
):
    _, text = sit(examples, ["", "?", "help", "q"], reference_functions)

    assert text.count("There is no hint to this question. Type letters, such as: ac.") == 2
    assert "? for a hint" in text[: text.index("2 of 9")]
    assert "? for a hint" not in text[text.index("2 of 9") :]


@pytest.mark.parametrize("key", [b"\x03", b"\x04", b"q\n"])
def test_a_real_terminal_ends_kindly(tmp_path, key):
    terminal, other = pty.openpty()
    environment = {
        **os.environ,
        "GATEWISE_DATA": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm",
        "COLUMNS": "100",
    }
    code = (
        "import fcntl, signal, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); signal.alarm(60);"
        " signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run"
        " in the background\nfrom quizzes import run_quiz; run_quiz('gates', limit=2)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=other,
        stdout=other,
        stderr=other,
        env=environment,
        start_new_session=True,
    ) as quiz:
        os.close(other)
        shown = b""
        with contextlib.suppress(OSError):  # Linux says so when the other side has ended
            for sent in (b"a\n", key):
                while not shown.endswith(b"> ") and (read := os.read(terminal, 4096)):
                    shown += read
                os.write(terminal, sent)
                shown += b"\n"
            while True:  # a signal between the prompt and the reading is seen at the next key: press it again, as people do
                if not select.select([terminal], [], [], 2)[0]:
                    os.write(terminal, key)
                elif read := os.read(terminal, 4096):
                    shown += read
                else:
                    break
    os.close(terminal)
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode())

    assert quiz.returncode == 0, text
    assert "Stopped at question 2 of 2." in text
    assert "on 1 question." in text
    assert "Traceback" not in text


def test_the_rule_is_told_before_the_answer(examples, reference_functions):
    _, text = sit(examples, ["", ""], reference_functions)

    assert text.index("Each right pick adds") < text.index("3 of 9")


def test_through_a_real_pipe_without_a_terminal(tmp_path):
    environment = {
        **os.environ,
        "GATEWISE_DATA": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }
    code = (
        "from quizzes import run_quiz; s = run_quiz('gates', limit=2); print('answered',"
        " s.answered)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        input="a\na\n",
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        encoding="utf-8",
        check=True,
    )

    assert "answered" in done.stdout
    assert "\x1b[" not in done.stdout
    assert done.stderr == ""
    assert json.loads((tmp_path / "quiz.json").read_text())["schema"] == 1


def test_an_unknown_topic_names_the_nearest(examples):
    with pytest.raises(KeyError, match="Did you mean 'examples'"):
        sit(examples, [], topic="exampels")


def test_a_graded_topic_is_not_asked(whole_bank):
    with pytest.raises(ValueError, match="graded"):
        start("graded-gates", bank=whole_bank)
    with pytest.raises(ValueError, match="graded"):
        start(bank=whole_bank)


# --- spaced review


def test_what_is_due_comes_first_then_what_is_new_then_the_rest(examples):
    progress = Progress(None)
    progress.record("activations", 1.0, NOON)
    progress.record("stacked-shape", 0.0, NOON)
    progress.record("count-one-layer", 0.0, NOON - timedelta(hours=1))

    order = progress.in_order(examples.questions, NOON + timedelta(minutes=30))

    assert order[:2] == ["count-one-layer", "stacked-shape"]
    assert order[-1] == "activations"
    assert len(order) == 9


def test_intervals_grow_with_success_and_fall_back_after_a_mistake():
    progress, moment, gaps = Progress(None), NOON, []
    for share in (1.0, 1.0, 1.0, 1.0, 0.0):
        due = progress.record("q", share, moment)
        gaps.append(due - moment)
        moment = due

    assert gaps[1] < gaps[2] < gaps[3]
    assert gaps[4] <= timedelta(minutes=10)


def test_a_hint_and_partial_credit_bring_a_question_back_sooner():
    def second_gap(share, helped):
        progress = Progress(None)
        for _ in range(2):
            due = progress.record("q", 1.0, NOON)
        return progress.record("q", share, due, helped=helped) - due

    assert second_gap(1.0, True) < second_gap(1.0, False)
    assert second_gap(0.6, False) < second_gap(1.0, False)


def test_progress_is_kept_between_sittings(tmp_path):
    file = tmp_path / "deep" / "quiz.json"
    due = load_progress(file).record("q", 1.0, NOON)

    assert load_progress(file).due("q") == due
    assert [path.name for path in file.parent.iterdir()] == ["quiz.json"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"schema": 1}',
        '{"schema": 1, "cards": {"q": {}}}',
        '{"schema": 1, "cards": {"q": {"due": "2026-01-01"}}}',
        "\x00",
    ],
)
def test_a_store_that_cannot_be_read_is_put_aside_not_lost(tmp_path, text):
    file = tmp_path / "quiz.json"
    file.write_text(text)

    progress = load_progress(file)

    assert progress.cards == {}
    assert "put aside as quiz.unreadable.json" in progress.trouble
    assert (tmp_path / "quiz.unreadable.json").read_text() == text


def test_a_store_that_cannot_be_written_costs_the_memory_not_the_quiz(tmp_path):
    (tmp_path / "file").write_text("")
    progress = Progress(tmp_path / "file" / "quiz.json")

    progress.record("q", 1.0, NOON)

    assert "goes on without it" in progress.trouble
    assert progress.due("q") is not None


def test_the_second_day_starts_with_what_is_due_and_says_so(examples, reference_functions):
    progress = Progress(None)
    sit(examples, ["a", "b"], reference_functions, limit=2, progress=progress)
    for card in progress.cards.values():
        for date in ("due", "last_review"):
            card[date] = (datetime.fromisoformat(card[date]) - timedelta(hours=2)).isoformat()

    _, text = sit(examples, [""], reference_functions, limit=3, progress=progress)

    assert text.startswith("3 questions: 1 due for review, 2 new.\n")
    assert "Which quantities enter the update" in text[:300], "the one that went wrong comes first"
    assert "The next question is due now." in text


def test_a_beginner_meets_the_topics_as_in_the_course_and_reads_which_it_is(reference_functions):
    bank = load_bank()
    _, text = sit(bank, [], reference_functions, limit=1)

    assert [*bank.topics][:3] == ["rnn", "four-layers", "gates"]
    assert "1 of 1 · rnn · easy · 1 point" in text
    assert "· rnn ·" not in sit(bank, [], reference_functions, topic="rnn", limit=1)[1]


def test_letters_may_stand_together_and_what_was_right_is_said(examples, reference_functions):
    sitting, text = sit(
        examples, ["", "ab", "", "0", "", "", "dbca", "bb", "x; y"], reference_functions
    )

    assert sitting.answered == 5
    assert "✓ a) The forget gate fₜ" in text
    assert "  The answer is 0.731059." in text
    assert "  One right order:\n  1. The gates fₜ and iₜ" in text
    assert "  Forget gate fₜ: σ\n" in text
    assert "  Rows: 4H\n" in text


def test_no_formula_is_shown_as_it_was_written(whole_bank):
    for question in whole_bank.questions:
        for text in all_texts(question.model_dump()):
            plain = to_plain(text)
            assert not re.search(
                r"\\[a-zA-Z]|\$|_\{|\^\{|[{}]", plain.replace("{{", "").replace("}}", "")
            ), (question.id, plain)
