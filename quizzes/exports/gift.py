"""GIFT, Moodle's text format, as https://docs.moodle.org/en/GIFT_format describes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizzes.exports import Export, Notes, literal, number, slack, weights
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
from quizzes.text import to_html, to_plain


def to_gift(questions: Sequence[AskedQuestion], category: str = "Gatewise") -> Export:
    """All questions in one file, in a category of their own."""
    notes = Notes()
    carried, parts = [], [f"$CATEGORY: $course$/{category}\n"]
    for question in questions:
        body = _body(question, notes)
        if body is not None:
            notes.common(question, hints=True, points=True)
            notes.add("The source is not part of the format", question)
            tags = "".join(f" [tag:{tag}]" for tag in (*question.concepts, question.difficulty))
            answers = "\n".join([*body, f"####{_rich(question.explanation)}"])
            head = f"// [id:{question.id}]{tags}\n::{question.id}::[html]{_rich(question.prompt)}"
            parts.append(f"{head}{{\n{answers}\n}}\n")
            carried.append(question.id)
    return Export("\n".join(parts), tuple(carried), notes.sentences())


def _guard(text: str) -> str:
    """A backslash before every sign that means something in GIFT, and no line of its own."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("\n", " ")


def _rich(text: str) -> str:
    return _guard(to_html(text, lambda latex: f"\\({latex}\\)"))


def _body(question: AskedQuestion, notes: Notes) -> list[str] | None:
    """The lines between the braces; None where GIFT cannot ask this."""
    if isinstance(question, Single):
        return [
            f"{'=' if option.correct else '~'}{_rich(option.text)}#{_rich(option.feedback)}"
            for option in question.options
        ]
    if isinstance(question, Multiple):
        if question.scoring != "net_correct":
            notes.add(f"Marks by {question.scoring.replace('_', ' ')} become net correct", question)
        return [
            f"~%{100 * weight:.5f}%{_rich(option.text)}#{_rich(option.feedback)}"
            for option, weight in zip(question.options, weights(question), strict=True)
        ]
    if isinstance(question, TrueFalse):
        replies = (question.if_true, question.if_false)
        right, wrong = replies if question.answer else replies[::-1]
        return [
            f"{'TRUE' if question.answer else 'FALSE'}#{_rich(wrong.feedback)}#{_rich(right.feedback)}"
        ]
    if isinstance(question, Numeric | DrawnQuestion):
        return _numbers(question, notes)
    if isinstance(question, Matching):
        return _matching(question, notes)
    if isinstance(question, Ordering):
        notes.add("GIFT has no questions on order, so it is not in the file", question)
        return None
    return _blank(question, notes)


def _numbers(question: Numeric | DrawnQuestion, notes: Notes) -> list[str]:
    off = number(slack(question))
    notes.add("What is said to an unforeseen number is not part of the format", question)
    lines = ["#", f"=%100%{number(question.answer)}:{off}#{_rich(question.feedback)}"]
    return lines + [
        f"=%0%{number(wrong.value)}:{off}#{_rich(wrong.feedback)}"
        for wrong in question.wrong
        if abs(wrong.value - question.answer) > slack(question)
    ]


def _matching(question: Matching, notes: Notes) -> list[str] | None:
    if len(question.options) < 3:
        notes.add("GIFT wants three pairs in a match, so it is not in the file", question)
        return None
    notes.add("A match has no feedback for each row", question)
    texts = {choice.id: to_plain(choice.text) for choice in question.choices}
    if texts.keys() - {row.match for row in question.options}:
        notes.add("Choices that belong to no row are not part of the format", question)
    return [f"={_rich(row.text)} -> {_guard(texts[row.match])}" for row in question.options]


def _blank(question: Fill, notes: Notes) -> list[str] | None:
    if len(question.blanks) > 1:
        notes.add("GIFT has one blank for a question, so it is not in the file", question)
        return None
    blank = question.blanks[0]
    if not blank.ignore_case:
        notes.add("Capitals do not matter, as they would here", question)
    entries = [(word, 100, blank.feedback) for word in blank.accept]
    entries += [(wrong.answer, 0, wrong.feedback) for wrong in blank.wrong]
    return [
        f"=%{share}%{_guard(literal(word))}#{_rich(feedback)}" for word, share, feedback in entries
    ]
