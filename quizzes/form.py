"""A question as a native HTML form, and what is said after an answer: the markup that page and
widget share.

Controls are plain radio buttons, checkboxes, text fields and selects inside labels, so that
keyboard and screen reader work by themselves. Values are letters, never ids, and nothing here
depends on which answer is right.
"""

from __future__ import annotations

import re
from html import escape

from quizzes.answers import option_texts, shown_options
from quizzes.marking import Marked, Note, rule
from quizzes.models import AskedQuestion, Fill, Matching, Multiple, Ordering, Single, TrueFalse
from quizzes.session import verdict
from quizzes.text import to_html, to_plain


def question_html(
    question: AskedQuestion, number: int, view: str, *, heading: int = 2, after: str = ""
) -> str:
    """One question as a ``<section>`` with a form; `view` is a prefix that makes its ids unique on
    the page.

    `after` is markup to put below the form: the page has the answer there, a widget nothing.
    """
    here = f"{view}-{question.id}"
    points = f"{question.points:g} point{'' if question.points == 1 else 's'}"
    hints = "".join(
        "<details"
        f' class="gw-hint"><summary>Hint{_count(i, question.hints)}</summary>{to_html(hint)}</details>'
        for i, hint in enumerate(question.hints, start=1)
    )
    return (
        f'<section class="gw-question" data-question="{escape(question.id)}"'
        f' data-type="{question.type}" aria-labelledby="{here}-title"><h{heading}'
        f' id="{here}-title">Question {number} <span class="gw-meta">{question.difficulty},'
        f' {points}</span></h{heading}><form autocomplete="off" novalidate><fieldset'
        f' aria-describedby="{here}-rule"><legend>{to_html(question.prompt, inline=True)}</legend>{_controls(question)}</fieldset><p'
        f' class="gw-rule" id="{here}-rule">{escape(rule(question))}</p>{hints}<button'
        ' type="submit" class="gw-check">Check<span class="gw-hidden"> question'
        f' {number}</span></button><div class="gw-result"'
        f' role="status"></div></form>{after}</section>'
    )


def result_html(marked: Marked) -> str:
    """What is said after an answer: a verdict, a note on each thing and the explanation; a blank
    gives nothing away.
    """
    if marked.blank:
        return f'<p class="gw-verdict gw-part">{escape(verdict(marked))}</p>'
    kind = "right" if marked.right else "part" if marked.share > 0 else "wrong"
    notes = "".join(_note_html(note) for note in marked.notes)
    listed = f'<ul class="gw-notes">{notes}</ul>' if notes else ""
    lines = (
        "" if marked.right else "<br/>".join(to_html(line, inline=True) for line in marked.solution)
    )
    told = f'<p class="gw-solution">{lines}</p>' if lines else ""
    return (
        f'<p class="gw-verdict gw-{kind}">{escape(verdict(marked))}</p>{listed}{told}'
        f'<div class="gw-explanation">{to_html(marked.explanation)}</div>'
    )


def _note_html(note: Note) -> str:
    state = (
        ("right" if note.right else "wrong") if note.chosen else "missed" if note.right else "left"
    )
    return (
        f'<li class="gw-note gw-{state}"><strong>{to_html(note.about, inline=True)}</strong>'
        f'<span class="gw-said">{SAID[state]}</span>{to_html(note.feedback)}</li>'
    )


SAID = {
    "right": "your answer, right",
    "wrong": "your answer, not right",
    "missed": "right, not picked",
    "left": "",
}
"""How each note is marked in words, since colour alone would not reach everyone."""


def _count(i: int, hints: tuple[str, ...]) -> str:
    return f" {i} of {len(hints)}" if len(hints) > 1 else ""


def _controls(question: AskedQuestion) -> str:
    if isinstance(question, Single | Multiple):
        kind = "radio" if isinstance(question, Single) else "checkbox"
        texts = option_texts(question)
        return "".join(
            _option(kind, letter, texts[name]) for letter, name in shown_options(question).items()
        )
    if isinstance(question, TrueFalse):
        return _option("radio", "true", "True") + _option("radio", "false", "False")
    if isinstance(question, Ordering):
        return _places(question)
    if isinstance(question, Matching):
        return _rows(question)
    if isinstance(question, Fill):
        return "".join(
            f'<label class="gw-line"><span>{to_html(blank.label, inline=True)}</span> <input'
            ' type="text" name="entry" maxlength="200"'
            f' spellcheck="false"{_name(blank.label)}></label>'
            for blank in question.blanks
        )
    unit = f" in {to_html(question.unit, inline=True)}" if question.unit else ""
    return (
        f'<label class="gw-line"><span>Your number{unit}</span> <input type="text" name="entry" '
        'inputmode="decimal" maxlength="200" spellcheck="false"></label>'
    )


def _option(kind: str, value: str, text: str) -> str:
    return (
        f'<label class="gw-option"><input type="{kind}" name="pick" value="{value}"{_name(text)}> '
        f"<span>{to_html(text, inline=True)}</span></label>"
    )


def _name(text: str) -> str:
    """A name of its own for a control whose label is nothing but a formula, which not every reader
    takes for words.
    """
    if re.search(r"\w", re.sub(r"\$[^$]*\$", "", text)):
        return ""
    return f' aria-label="{escape(to_plain(text))}"'


def _places(question: Ordering) -> str:
    letters, texts = shown_options(question), option_texts(question)
    places = "".join(
        f'<option value="{place}">{place}</option>' for place in range(1, len(letters) + 1)
    )
    return '<p class="gw-how">Give each one its place, 1 for the first.</p>' + "".join(
        f'<label class="gw-line"><select name="{letter}"{_name(texts[name])}><option'
        f' value="">–</option>{places}</select>'
        f" <span>{to_html(texts[name], inline=True)}</span></label>"
        for letter, name in letters.items()
    )


def _rows(question: Matching) -> str:
    """A select cannot show MathML, so the choices are listed above it too, with their letters."""
    letters, texts = shown_options(question), option_texts(question)
    listed = "".join(f"<li>{to_html(texts[name], inline=True)}</li>" for name in letters.values())
    picks = "".join(
        f'<option value="{letter}">{letter}) {escape(to_plain(texts[name]))}</option>'
        for letter, name in letters.items()
    )
    return f'<ol class="gw-choices" type="a">{listed}</ol>' + "".join(
        f'<label class="gw-line"><span>{to_html(row.text, inline=True)}</span> '
        f'<select name="row"{_name(row.text)}><option value="">–</option>{picks}</select></label>'
        for row in question.options
    )
