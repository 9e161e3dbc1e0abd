"""A question as an HTML form, and what is said after an answer, for the page and the widget.

Values are letters, never ids, and nothing in a form depends on which answer is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files

from quizzes.sessions import Marked
from quizzes.text import counted, to_html
from quizzes.types import AskedQuestion, Note

SAID = {
    "right": "your answer, right",
    "wrong": "your answer, not right",
    "missed": "right, not picked",
    "left": "",
}
"""How each note is marked in words, because colour alone would not reach everyone."""


def static(name: str) -> str:
    """Return a file of `quizzes/surfaces/static`."""
    return (files("quizzes.surfaces") / "static" / name).read_text(encoding="utf-8")


def question_html(
    question: AskedQuestion, number: int, view: str, *, heading: int = 2, after: str = ""
) -> str:
    """Return one question as a ``<section>`` with a form.

    Parameters
    ----------
    question
        The question to ask.
    number
        Its number on the page.
    view
        A prefix that makes its ids unique on the page.
    heading
        The level of its heading.
    after
        HTML below the form: the page puts the answer there, a widget nothing.
    """
    here = f"{view}-{question.id}"
    points = counted(question.points, "point")
    several = len(question.hints) > 1
    hints = "".join(
        f'<details class="gw-hint"><summary>Hint{f" {i} of {len(question.hints)}" * several}'
        f"</summary>{to_html(hint)}</details>"
        for i, hint in enumerate(question.hints, start=1)
    )
    prompt = to_html(question.prompt, inline=True)
    return (
        f'<section class="gw-question" data-question="{escape(question.id)}"'
        f' data-type="{question.type}" aria-labelledby="{here}-title">'
        f'<h{heading} id="{here}-title">Question {number} <span class="gw-meta">'
        f"{question.difficulty}, {points}</span></h{heading}>"
        f'<form autocomplete="off" novalidate><fieldset aria-describedby="{here}-rule">'
        f"<legend>{prompt}</legend>{question.controls()}</fieldset>"
        f'<p class="gw-rule" id="{here}-rule">{escape(question.rule())}</p>{hints}'
        '<button type="submit" class="gw-check">Check<span class="gw-hidden"> question'
        f' {number}</span></button><div class="gw-result" role="status"></div></form>'
        f"{after}</section>"
    )


def result_html(marked: Marked) -> str:
    """Return what is said after an answer: verdict, notes and explanation; little for a blank."""
    if marked.blank:
        return verdict_html("part", marked.verdict())
    kind = "right" if marked.right else "part" if marked.share > 0 else "wrong"
    lines = "<br/>".join(to_html(line, inline=True) for line in marked.solution.sentences())
    solution = f'<p class="gw-solution">{lines}</p>' if lines and not marked.right else ""
    return (
        verdict_html(kind, marked.verdict())
        + notes_html(marked.notes)
        + solution
        + explanation_html(marked.explanation)
    )


def verdict_html(kind: str, text: str) -> str:
    """Return a verdict; `kind` is right, part or wrong, and decides its colour."""
    return f'<p class="gw-verdict gw-{kind}">{escape(text)}</p>'


def notes_html(notes: Iterable[Note], said: Mapping[str, str] = SAID) -> str:
    """Return notes as a list, each marked with the words of `said` for how it went."""
    items = "".join(
        f'<li class="gw-note gw-{note.state}"><strong>{to_html(note.about, inline=True)}</strong>'
        f'<span class="gw-said">{said[note.state]}</span>{to_html(note.feedback)}</li>'
        for note in notes
    )
    return f'<ul class="gw-notes">{items}</ul>' if items else ""


def explanation_html(explanation: str) -> str:
    """Return the explanation of a question."""
    return f'<div class="gw-explanation">{to_html(explanation)}</div>'
