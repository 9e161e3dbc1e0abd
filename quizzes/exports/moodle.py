"""Moodle XML, as https://docs.moodle.org/en/Moodle_XML_format describes it."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from quizzes.exports._common import Export, note_losses
from quizzes.types import AskedQuestion, LeftOut, exact_number
from quizzes.types._moodle import MoodleBody, rich


def to_moodle(questions: Sequence[AskedQuestion], category: str = "Gatewise") -> Export:
    """Return all questions in one file, in a category of their own; keys are included."""
    left_out = LeftOut()
    carried, parts = [], []
    for question in questions:
        body = question.moodle(left_out)
        if body is not None:
            note_losses(left_out, question, hints=False)
            left_out.add("The source is not part of the format", question.id)
            parts.append(_question(question, body))
            carried.append(question.id)
    head = (
        "<question"
        f' type="category"><category><text>$course$/{escape(category)}</text></category></question>'
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>", head, *parts, "</quiz>", ""]
    return Export("\n".join(lines), tuple(carried), left_out.sentences())


def _question(question: AskedQuestion, body: MoodleBody) -> str:
    name = escape(question.id)
    prompt = f'<questiontext format="html"><text>{rich(question.prompt)}</text></questiontext>'
    prompt = "" if body.has_prompt else prompt
    hints = "".join(
        f'<hint format="html"><text>{rich(hint)}</text></hint>' for hint in question.hints
    )
    tags = "".join(
        f"<tag><text>{escape(tag)}</text></tag>"
        for tag in (*question.concepts, question.difficulty)
    )
    explanation = rich(question.explanation)
    return (
        f"<question type={quoteattr(body.kind)}><name><text>{name}</text></name>{prompt}"
        f'<generalfeedback format="html"><text>{explanation}</text></generalfeedback>'
        f"<defaultgrade>{exact_number(question.points)}</defaultgrade>"
        "<penalty>0.3333333</penalty><hidden>0</hidden>"
        f"<idnumber>{name}</idnumber>{body.inside}{hints}<tags>{tags}</tags></question>"
    )
