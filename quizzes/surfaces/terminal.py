"""A quiz in the terminal, or through a pipe: one line enters for each question."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console
from rich.text import Text

from quizzes.loading import Bank
from quizzes.sessions import (
    Marked,
    Progress,
    Session,
    load_progress,
    mark,
    now,
    practice_bank,
    read_answer,
    start,
    weak_concepts,
)
from quizzes.surfaces.printing import print_explained, print_question, when
from quizzes.text import counted, in_words, to_plain
from quizzes.types import AnswerError, AskedQuestion, Functions, PreparedNumbers

PROMPT = "> "

ENDS = ("q", "quit", "exit")
HELPS = ("?", "help")

TRIES = 3
"""How many answers that cannot be read one question takes."""


@dataclass(frozen=True)
class Sitting:
    """The result of a sitting.

    ``score`` of ``max_score`` points were earned on ``answered`` questions, ``review`` are the
    concepts to look at again, and ``next_due`` is when the next question is due.
    """

    score: float
    max_score: float
    answered: int
    review: tuple[str, ...]
    next_due: datetime | None


def run_quiz(
    topic: str | None = None,
    *,
    bank: Bank | None = None,
    limit: int = 10,
    progress: Progress | None = None,
    functions: Functions | None = None,
    prepared: PreparedNumbers | None = None,
    seed: bytes | None = None,
    read_line: Callable[[], str] | None = None,
    console: Console | None = None,
) -> Sitting:
    """Ask questions in a terminal, and explain each answer.

    The quiz ends after the last question, at the end of input, on q and on Control-C.

    Parameters
    ----------
    topic, bank, limit, functions, prepared, seed
        As for `quizzes.sessions.start`.
    progress
        What the learner has practised; their own file without it.
    read_line, console
        What returns a line of input (and raises `EOFError` at the end), and where to print;
        standard input and output by default.

    Raises
    ------
    UnknownName, ValueError
        As for `quizzes.sessions.start`.
    """
    console = console or Console(highlight=False, emoji=False)
    progress = progress if progress is not None else load_progress()
    session = start(
        topic,
        bank=bank,
        progress=progress,
        limit=limit,
        seed=seed,
        functions=functions,
        prepared=prepared,
    )
    for reason in session.left_out:
        console.print(Text(f"Left out: {reason}", style="yellow"))
    _announce(console, session, progress)
    read_line = read_line or _line_reader(console)
    topics = {} if topic else (bank or practice_bank()).topics
    topic_of = {question.id: name for name, found in topics.items() for question in found.questions}
    marks = _ask_all(console, session, progress, topic_of, read_line)
    return _close(console, session, marks, progress)


def _ask_all(
    console: Console,
    session: Session,
    progress: Progress,
    topic_of: Mapping[str, str],
    read_line: Callable[[], str],
) -> list[Marked]:
    """Ask the questions until the learner stops, and return the marks of those answered."""
    marks: list[Marked] = []
    for number, question in enumerate(session.questions, start=1):
        place = f"{number} of {len(session.questions)}"
        try:
            print_question(console, question, place, topic_of.get(question.id))
            marked, helped = _ask(console, question, read_line)
            if marked is not None:
                marks.append(marked)
                due = progress.record(question.id, marked.share, now(), helped=helped)
                print_explained(console, marked, due)
        except (EOFError, KeyboardInterrupt):
            console.print(Text(f"\n\nStopped at question {place}."), end="")
            break
    return marks


def _announce(console: Console, session: Session, progress: Progress) -> None:
    dates = [progress.due(question.id) for question in session.questions]
    due = sum(date is not None and date <= now() for date in dates)
    early = len(dates) - due - dates.count(None)
    parts = [f"{due} due for review"] * (due > 0) + [f"{dates.count(None)} new"] * (None in dates)
    parts += [f"{early} asked before their time"] * (early > 0)
    console.print(Text(f"{counted(len(dates), 'question')}: {', '.join(parts)}.", style="bold"))


def _line_reader(console: Console) -> Callable[[], str]:
    """Return what reads one line; in a terminal with its editing keys, which know the prompt."""
    if not (console.is_terminal and sys.stdin.isatty()):
        return _standard_input
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  (being there is all it takes)
    return lambda: input(PROMPT)


def _standard_input() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _ask(
    console: Console, question: AskedQuestion, read_line: Callable[[], str]
) -> tuple[Marked | None, bool]:
    """Return the marked answer, or None for a skipped one, and whether a hint was taken."""
    hints = list(question.hints)
    failures = 0
    while failures < TRIES:
        if read_line is _standard_input or not console.is_terminal:
            console.print(Text(PROMPT), end="")
        line = read_line().strip()
        if not console.is_terminal:
            console.print(Text(line))
        if line.lower() in ENDS:
            raise EOFError
        if not line:
            return None, False
        if line.lower() in HELPS:
            hint = hints.pop(0) if hints else _no_hint(question)
            console.print(Text(to_plain(hint), style="cyan"))
            continue
        try:
            return mark(question, read_answer(question, line)), len(hints) < len(question.hints)
        except AnswerError as error:
            failures += 1
            console.print(Text(str(error), style="yellow"))
    console.print(Text("Three tries could not be read; on to the next question."))
    return None, False


def _no_hint(question: AskedQuestion) -> str:
    none = "There is no further hint." if question.hints else "There is no hint to this question."
    return f"{none} {question.how_to_answer()} An empty line skips, q ends."


def _close(console: Console, session: Session, marks: list[Marked], progress: Progress) -> Sitting:
    score, most = sum(marked.score for marked in marks), sum(marked.points for marked in marks)
    review = weak_concepts(session, marks)
    dates = [due for question in session.questions if (due := progress.due(question.id))]
    console.print()
    if not marks:
        console.print(Text("Nothing was answered, so there is nothing to say yet."))
    else:
        earned = f"{score:.3g} of {counted(most, 'point')} on {counted(len(marks), 'question')}."
        console.print(Text(earned, style="bold"))
        look = f"Look again at: {in_words(review[:4])}." if review else "Everything was right."
        console.print(Text(look))
    if dates:
        console.print(Text(f"The next question is due {when(min(dates))}."))
    if progress.trouble:
        console.print(Text(progress.trouble, style="yellow"))
    return Sitting(score, most, len(marks), tuple(review), min(dates, default=None))
