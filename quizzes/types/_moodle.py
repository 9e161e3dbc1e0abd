"""Pieces of Moodle XML, as https://docs.moodle.org/en/Moodle_XML_format describes it."""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape

from quizzes.text import to_html

PLAIN = "moodle_auto_format"


class MoodleBody(NamedTuple):
    """Moodle's name for the type, and the XML that belongs to this type alone.

    ``has_prompt`` says that the prompt is in that XML already.
    """

    kind: str
    inside: str
    has_prompt: bool = False


def rich(text: str) -> str:
    """Return a text as Moodle's HTML inside an XML element; Moodle's MathJax renders formulas."""
    return escape(to_html(text, lambda latex: f"\\({escape(latex)}\\)"))


def answer(text: str, percent: float, feedback: str, form: str, inside: str = "") -> str:
    """Return one ``<answer>``.

    Parameters
    ----------
    text
        The answer, escaped for XML.
    percent
        The share of the points that it earns, in percent.
    feedback
        What a learner reads who gave it, in the bank's markup.
    form
        The format of `text`: ``"html"`` or `PLAIN`.
    inside
        More XML inside the element, such as a tolerance.
    """
    return (
        f'<answer fraction="{percent:.7g}"'
        f' format="{form}"><text>{text}</text><feedback'
        f' format="html"><text>{rich(feedback)}</text></feedback>{inside}</answer>'
    )
