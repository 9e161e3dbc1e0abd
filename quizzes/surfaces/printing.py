"""What a terminal quiz prints: a question with its options, and the explanation of an answer."""

from __future__ import annotations

import textwrap
from datetime import datetime

from rich.console import Console
from rich.text import Text

from quizzes.sessions import Marked, now
from quizzes.text import counted, to_plain
from quizzes.types import AskedQuestion, Note

SIGNS = {"right": ("✓", "green"), "wrong": ("✗", "red")}
"""The sign and colour of a part that was chosen: colour alone would not reach everyone."""


def print_question(
    console: Console, question: AskedQuestion, place: str, topic: str | None
) -> None:
    """Print a question, its options, and how to answer.

    Parameters
    ----------
    console
        Where to print.
    question
        The question.
    place
        Its place in the sitting, such as "2 of 9".
    topic
        The name of its topic, where the sitting has several.
    """
    console.print()
    points = counted(question.points, "point")
    head = [place, *([topic] if topic else []), question.difficulty, points]
    console.rule(Text(" · ".join(head), style="bold cyan"), align="left", style="bright_black")
    console.print(Text(to_plain(question.prompt), style="bold"))
    for number, row in enumerate(question.rows(), start=1):
        _hang(console, f"  {number}. ", row + question.gap)
    texts = question.option_texts()
    for letter, name in question.shown_options().items():
        _hang(console, f"  {letter}) ", texts[name])
    if unit := question.shown_unit():
        console.print(Text(f"  in {to_plain(unit)}"))
    hint = "? for a hint, an" if question.hints else "An"
    how = f"{question.how_to_answer()} {hint} empty line skips, q ends."
    console.print(Text(f"{question.rule()} {how}", style="bright_black"))


def print_explained(console: Console, marked: Marked, due: datetime) -> None:
    """Print the verdict, the notes, the explanation, and when the question comes again."""
    style = "bold green" if marked.right else "bold yellow" if marked.share > 0 else "bold red"
    console.print(Text(marked.verdict(), style=style))
    for note in marked.notes:
        _print_note(console, note)
    if not marked.right:
        for line in marked.solution.sentences():
            _hang(console, "  ", line)
    console.print(Text(to_plain(marked.explanation)))
    console.print(Text(f"Asked again {when(due)}.", style="bright_black"))


def when(due: datetime) -> str:
    """Return how long it is until `due`, in words such as "in 3 days"."""
    seconds = (due - now()).total_seconds()
    if seconds < 30:
        return "now"
    if seconds < 3600:
        return f"in {round(seconds / 60)} min"
    days = round(seconds / 86400)
    return f"in {round(seconds / 3600)} h" if days < 1 else f"in {counted(days, 'day')}"


def _print_note(console: Console, note: Note) -> None:
    sign, colour = SIGNS.get(note.state, ("·", "bright_black"))
    letter = f"{note.letter}) " if note.letter else ""
    right = " (this one is right)" if note.state == "missed" else ""
    _hang(console, f"  {sign} ", f"{letter}{note.about}{right}", lead_style=f"bold {colour}")
    _hang(console, "      ", note.feedback, style="bright_black")


def _hang(
    console: Console, lead: str, text: str, style: str = "", lead_style: str = "bold cyan"
) -> None:
    """Print a text whose further lines stand under its beginning, not under the letter before."""
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
