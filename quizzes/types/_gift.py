"""Pieces of GIFT, Moodle's text format, as https://docs.moodle.org/en/GIFT_format describes it."""

from __future__ import annotations

import re

from quizzes.text import to_html


def guard(text: str) -> str:
    """Put a backslash before every sign that GIFT reads, and the text on one line."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("\n", " ")


def rich(text: str) -> str:
    """Return a text as guarded HTML with LaTeX formulas."""
    return guard(to_html(text, lambda latex: f"\\({latex}\\)"))
