"""Pieces of GIFT, Moodle's text format, as https://docs.moodle.org/en/GIFT_format describes it."""

from __future__ import annotations

import re
from html import escape

from quizzes.text import to_html


def guard(text: str) -> str:
    """Put a backslash before every sign that GIFT reads, and the text on one line."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("\n", " ")


def rich(text: str) -> str:
    """Return a text as guarded HTML with LaTeX formulas, in which signs of HTML are escaped too."""
    return guard(to_html(text, lambda latex: f"\\({escape(latex, quote=False)}\\)"))


def unsayable(text: str) -> str | None:
    """Return what keeps GIFT from holding a plain text, such as a short answer; None for nothing.

    ``->`` makes a match of any question, a word in brackets at the beginning names a format, and
    ``&&`` is how Moodle writes escaped signs while it reads; none of them has an escape.
    """
    found = re.search(r"->|&&", text) or re.match(r"\s*\[[a-z_]+\]", text)
    return found[0].strip() if found else None
