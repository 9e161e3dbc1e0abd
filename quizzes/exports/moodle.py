"""Moodle XML, as https://docs.moodle.org/en/Moodle_XML_format describes it; formulas are left to
Moodle's MathJax.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from quizzes.exports import Export, Notes, literal, number, only_order, slack, weights
from quizzes.models import (
    AskedQuestion,
    Blank,
    DrawnQuestion,
    Fill,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Single,
    TrueFalse,
)
from quizzes.text import to_html, to_plain

PLAIN = "moodle_auto_format"


def to_moodle(questions: Sequence[AskedQuestion], category: str = "Gatewise") -> Export:
    """All questions in one file, in a category of their own."""
    notes = Notes()
    carried, parts = [], []
    for question in questions:
        body = _body(question, notes)
        if body is not None:
            notes.common(question, hints=False)
            notes.add("The source is not part of the format", question)
            kind, inside = body
            parts.append(_question(question, kind, inside))
            carried.append(question.id)
    head = (
        "<question"
        f' type="category"><category><text>$course$/{escape(category)}</text></category></question>'
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>", head, *parts, "</quiz>", ""]
    return Export("\n".join(lines), tuple(carried), notes.sentences())


def rich(text: str) -> str:
    """Markup as Moodle's HTML, with formulas between ``\\(`` and ``\\)``, inside an XML element."""
    return escape(to_html(text, lambda latex: f"\\({escape(latex)}\\)"))


def _question(question: AskedQuestion, kind: str, inside: str) -> str:
    name = escape(question.id)
    prompt = f'<questiontext format="html"><text>{rich(question.prompt)}</text></questiontext>'
    prompt = "" if kind == "cloze" else prompt
    hints = "".join(
        f'<hint format="html"><text>{rich(hint)}</text></hint>' for hint in question.hints
    )
    tags = "".join(
        f"<tag><text>{escape(tag)}</text></tag>"
        for tag in (*question.concepts, question.difficulty)
    )
    return (
        f"<question type={quoteattr(kind)}><name><text>{name}</text></name>{prompt}"
        "<generalfeedback"
        f' format="html"><text>{rich(question.explanation)}</text></generalfeedback>'
        f"<defaultgrade>{number(question.points)}</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden>"
        f"<idnumber>{name}</idnumber>{inside}{hints}<tags>{tags}</tags></question>"
    )


def _body(question: AskedQuestion, notes: Notes) -> tuple[str, str] | None:
    """The type and what belongs to it alone; None where Moodle cannot ask this."""
    if isinstance(question, Single | Multiple):
        return "multichoice", _choices(question, notes)
    if isinstance(question, TrueFalse):
        replies = ((True, question.if_true), (False, question.if_false))
        return "truefalse", "".join(
            _answer(str(said).lower(), 100.0 * (question.answer is said), reply.feedback, PLAIN)
            for said, reply in replies
        )
    if isinstance(question, Numeric | DrawnQuestion):
        return "numerical", _numbers(question)
    if isinstance(question, Matching):
        return _matching(question, notes)
    if isinstance(question, Ordering):
        return _ordering(question, notes)
    if len(question.blanks) == 1:
        return "shortanswer", _short(question.blanks[0])
    return "cloze", _cloze(question)


def _choices(question: Single | Multiple, notes: Notes) -> str:
    shares = (
        weights(question)
        if isinstance(question, Multiple)
        else [float(o.correct) for o in question.options]
    )
    if isinstance(question, Multiple) and question.scoring != "net_correct":
        notes.add(f"Marks by {question.scoring.replace('_', ' ')} become net correct", question)
    answers = "".join(
        _answer(rich(option.text), 100 * share, option.feedback, "html", ready=True)
        for option, share in zip(question.options, shares, strict=True)
    )
    single = str(isinstance(question, Single)).lower()
    return (
        f"<single>{single}</single><shuffleanswers>0</shuffleanswers>"
        f"<answernumbering>abc</answernumbering>{answers}"
    )


def _answer(
    text: str, percent: float, feedback: str, form: str, *, inside: str = "", ready: bool = False
) -> str:
    return (
        f'<answer fraction="{percent:.7g}"'
        f' format="{form}"><text>{text if ready else escape(text)}</text><feedback'
        f' format="html"><text>{rich(feedback)}</text></feedback>{inside}</answer>'
    )


def _numbers(question: Numeric | DrawnQuestion) -> str:
    inside = f"<tolerance>{number(slack(question))}</tolerance>"
    right = _answer(number(question.answer), 100, question.feedback, PLAIN, inside=inside)
    wrong = "".join(
        _answer(number(entry.value), 0, entry.feedback, PLAIN, inside=inside)
        for entry in question.wrong
        if abs(entry.value - question.answer) > slack(question)
    )
    return (
        right
        + wrong
        + _answer("*", 0, question.otherwise, PLAIN, inside="<tolerance>0</tolerance>")
    )


def _matching(question: Matching, notes: Notes) -> tuple[str, str] | None:
    if len(question.choices) < 3:
        notes.add("Moodle wants three choices in a match, so it is not in the file", question)
        return None
    notes.add("A match has no feedback of its own for each row", question)
    texts = {choice.id: to_plain(choice.text) for choice in question.choices}
    used = {row.match for row in question.options}
    rows = [(rich(row.text), texts[row.match]) for row in question.options]
    rows += [("", text) for name, text in texts.items() if name not in used]
    return "matching", "<shuffleanswers>true</shuffleanswers>" + "".join(
        "<subquestion"
        f' format="html"><text>{left}</text><answer><text>{escape(right)}</text></answer></subquestion>'
        for left, right in rows
    )


def _ordering(question: Ordering, notes: Notes) -> tuple[str, str] | None:
    order = only_order(question)
    if order is None:
        notes.add("Moodle knows one right order only, so it is not in the file", question)
        return None
    notes.add("An order has no feedback of its own for each step", question)
    texts = {step.id: step.text for step in question.options}
    steps = "".join(
        f'<answer fraction="{place}.0000000"'
        f' format="html"><text>{rich(texts[name])}</text></answer>'
        for place, name in enumerate(order, start=1)
    )
    return (
        "ordering",
        (
            "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><selectcount>0</selectcount>"
            f"<gradingtype>ALL_OR_NOTHING</gradingtype><showgrading>SHOW</showgrading>{steps}"
        ),
    )


def _entries(blank: Blank) -> Iterable[tuple[str, int, str]]:
    yield from ((word, 100, blank.feedback) for word in blank.accept)
    yield from ((wrong.answer, 0, wrong.feedback) for wrong in blank.wrong)


def _short(blank: Blank) -> str:
    return f"<usecase>{int(not blank.ignore_case)}</usecase>" + "".join(
        _answer(literal(word), share, feedback, PLAIN) for word, share, feedback in _entries(blank)
    )


def _cloze(question: Fill) -> str:
    """Several blanks are one text with the answers inside,
    ``{1:SHORTANSWER_C:=right#feedback}``.
    """
    lines = []
    for blank in question.blanks:
        kind = "SHORTANSWER" if blank.ignore_case else "SHORTANSWER_C"
        choices = "~".join(
            f"{'=' if share else ''}{_guard(literal(word))}#{_guard(to_plain(feedback))}"
            for word, share, feedback in _entries(blank)
        )
        lines.append(f"<p>{escape(to_plain(blank.label))}: {{1:{kind}:{escape(choices)}}}</p>")
    text = rich(question.prompt) + escape("".join(lines))
    return f'<questiontext format="html"><text>{text}</text></questiontext>'


def _guard(text: str) -> str:
    return re.sub(r"([}~#/\"]|\\(?!\*))", r"\\\1", text)
