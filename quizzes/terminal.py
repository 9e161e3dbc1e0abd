"""A quiz in the terminal, or through a pipe: one line in for each question, explanations out."""

from __future__ import annotations

import contextlib
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console
from rich.text import Text

from quizzes.answers import option_texts, shown_options
from quizzes.drawing import Drawn, Functions
from quizzes.loading import Bank
from quizzes.marking import Marked, Note, mark, rule
from quizzes.models import (
    AskedQuestion,
    DrawnQuestion,
    Fill,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Single,
    TrueFalse,
)
from quizzes.progress import Progress, load_progress, now
from quizzes.reading import AnswerError, read_answer
from quizzes.session import Session, practice_bank, start, verdict, weak_concepts
from quizzes.text import to_plain

PROMPT = "> "

ENDS = ("q", "quit", "exit")
HELPS = ("?", "help")

TRIES = 3
"""How often one question may be answered with something that cannot be read."""


@dataclass(frozen=True)
class Sitting:
    """How a sitting went: what was earned, what to look at again, and when the next question is
    due.
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
    drawn: Drawn | None = None,
    seed: bytes | None = None,
    read_line: Callable[[], str] | None = None,
    console: Console | None = None,
) -> Sitting:
    """Ask up to `limit` questions of a topic, or of all, and explain each answer.

    Answers are read with `read_line` (standard input by default), which raises `EOFError` at the
    end; then, on q and on Control-C the quiz ends with what was done so far. Raises `KeyError` for
    a topic there is not, whose text names those there are.
    """
    console = console or Console(highlight=False)
    progress = progress if progress is not None else load_progress()
    session = start(
        topic,
        bank=bank,
        progress=progress,
        limit=limit,
        seed=seed,
        functions=functions,
        drawn=drawn,
    )
    for reason in session.left_out:
        console.print(Text(f"Left out: {reason}", style="yellow"))
    _announce(console, session, progress)
    read_line = read_line or _line_reader(console)
    homes = (
        {}
        if topic
        else {
            each.id: name
            for name, each_topic in (bank or practice_bank()).topics.items()
            for each in each_topic.questions
        }
    )
    marks: list[Marked] = []
    for number, question in enumerate(session.questions, start=1):
        place = f"{number} of {len(session.questions)}"
        try:
            _show(console, question, place, homes.get(question.id))
            marked, helped = _ask(console, question, read_line)
            if marked is not None:
                marks.append(marked)
                due = progress.record(question.id, marked.share, now(), helped=helped)
                _explain(console, question, marked, due)
        except (EOFError, KeyboardInterrupt):
            console.print(Text(f"\n\nStopped at question {place}."), end="")
            break
    return _close(console, session, marks, progress)


def _announce(console: Console, session: Session, progress: Progress) -> None:
    dates = [progress.due(question.id) for question in session.questions]
    due = sum(date is not None and date <= now() for date in dates)
    early = len(dates) - due - dates.count(None)
    parts = [f"{due} due for review"] * (due > 0) + [f"{dates.count(None)} new"] * (None in dates)
    parts += [f"{early} asked before their time"] * (early > 0)
    console.print(Text(f"{_count(len(dates), 'question')}: {', '.join(parts)}.", style="bold"))


def _line_reader(console: Console) -> Callable[[], str]:
    """One line of input at a time; in a terminal with its editing keys, which know of the
    prompt.
    """
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


def _show(console: Console, question: AskedQuestion, place: str, topic: str | None) -> None:
    console.print()
    head = [
        place,
        *([topic] if topic else []),
        question.difficulty,
        _count(question.points, "point"),
    ]
    console.rule(Text(" · ".join(head), style="bold cyan"), align="left", style="bright_black")
    console.print(Text(to_plain(question.prompt), style="bold"))
    if isinstance(question, Matching):
        for row, entry in enumerate(question.options, start=1):
            _hang(console, f"  {row}. ", entry.text)
    texts = option_texts(question)
    for letter, name in shown_options(question).items():
        _hang(console, f"  {letter}) ", texts[name])
    if isinstance(question, Fill):
        for row, blank in enumerate(question.blanks, start=1):
            _hang(console, f"  {row}. ", f"{blank.label}: ____")
    if isinstance(question, Numeric | DrawnQuestion) and question.unit:
        console.print(Text(f"  in {to_plain(question.unit)}"))
    console.print(Text(f"{rule(question)} {_how(question)}", style="bright_black"))


def _hang(
    console: Console, lead: str, text: str, style: str = "", lead_style: str = "bold cyan"
) -> None:
    """A line whose continuation stands under its own beginning, not under the letter before it."""
    lines = [
        line
        for part in to_plain(text).split("\n")
        if part.strip()
        for line in textwrap.wrap(part, max(20, console.width - len(lead)), break_long_words=False)
    ]
    console.print(
        Text.assemble((lead, lead_style), (("\n" + " " * len(lead)).join(lines), style)),
        soft_wrap=True,
    )


def _how(question: AskedQuestion) -> str:
    hint = "? for a hint, an" if question.hints else "An"
    return f"{_form(question)} {hint} empty line skips, q ends."


def _form(question: AskedQuestion) -> str:
    if isinstance(question, Single):
        return "Type a letter."
    if isinstance(question, Multiple):
        return "Type letters, such as: ac."
    if isinstance(question, TrueFalse):
        return "Type t or f."
    if isinstance(question, Numeric | DrawnQuestion):
        return "Type a number, such as 0.25 or 1/4."
    if isinstance(question, Ordering):
        return "Type all letters in order, such as: bac."
    if isinstance(question, Matching):
        return "Type one letter for each row, in order; - leaves one out."
    return (
        "Type the entries, with ; between them." if len(question.blanks) > 1 else "Type the entry."
    )


def _ask(
    console: Console, question: AskedQuestion, read_line: Callable[[], str]
) -> tuple[Marked | None, bool]:
    """The marked answer, or None for a skipped one, and whether a hint was taken."""
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
            none = (
                "There is no further hint."
                if question.hints
                else "There is no hint to this question."
            )
            hint = (
                hints.pop(0) if hints else f"{none} {_form(question)} An empty line skips, q ends."
            )
            console.print(Text(to_plain(hint), style="cyan"))
            continue
        try:
            return mark(question, read_answer(question, line)), len(hints) < len(question.hints)
        except AnswerError as error:
            failures += 1
            console.print(Text(str(error), style="yellow"))
    console.print(Text("Three tries could not be read; on to the next question."))
    return None, False


def _explain(console: Console, question: AskedQuestion, marked: Marked, due: datetime) -> None:
    style = "bold green" if marked.right else "bold yellow" if marked.share > 0 else "bold red"
    console.print(Text(verdict(marked), style=style))
    noted = isinstance(question, Single | Multiple)
    letters = (
        [f"{letter}) " for letter in shown_options(question)] if noted else [""] * len(marked.notes)
    )
    for letter, note in zip(letters, marked.notes, strict=True):
        right = " (this one is right)" if note.right and not note.chosen else ""
        sign = "green" if note.right and note.chosen else "red" if note.chosen else "bright_black"
        _hang(
            console, f"  {_sign(note)} ", f"{letter}{note.about}{right}", lead_style=f"bold {sign}"
        )
        _hang(console, "      ", note.feedback, style="bright_black")
    if not marked.right:
        for line in marked.solution:
            _hang(console, "  ", line)
    console.print(Text(to_plain(marked.explanation)))
    console.print(Text(f"Asked again {_when(due)}.", style="bright_black"))


def _sign(note: Note) -> str:
    """What was chosen has a mark of its own, beside whether it is right: colour alone would not
    do.
    """
    return ("✓" if note.right else "✗") if note.chosen else "·"


def _when(due: datetime) -> str:
    seconds = (due - now()).total_seconds()
    if seconds < 30:
        return "now"
    if seconds < 3600:
        return f"in {round(seconds / 60)} min"
    days = round(seconds / 86400)
    return (
        f"in {round(seconds / 3600)} h" if days < 1 else f"in {days} day{'' if days == 1 else 's'}"
    )


def _close(console: Console, session: Session, marks: list[Marked], progress: Progress) -> Sitting:
    score, most = sum(marked.score for marked in marks), sum(marked.points for marked in marks)
    review = weak_concepts(session, marks)
    dates = [due for question in session.questions if (due := progress.due(question.id))]
    console.print()
    if not marks:
        console.print(Text("Nothing was answered, so there is nothing to say yet."))
    else:
        console.print(
            Text(
                f"{score:.3g} of {_count(most, 'point')} on {_count(len(marks), 'question')}.",
                style="bold",
            )
        )
        look = (
            f"Look again at: {', '.join(concept.replace('-', ' ') for concept in review[:4])}."
            if review
            else "Everything was right."
        )
        console.print(Text(look))
    if dates:
        console.print(Text(f"The next question is due {_when(min(dates))}."))
    if progress.trouble:
        console.print(Text(progress.trouble, style="yellow"))
    return Sitting(score, most, len(marks), tuple(review), min(dates, default=None))


def _count(number: float, what: str) -> str:
    return f"{number:g} {what}{'' if number == 1 else 's'}"
