"""Pieces of an HTML form: native controls inside labels, so that keyboard and screen reader work.

A control's value is a letter, a place or what is typed, never an id. `surfaces/static/form.js`
reads an answer back from these controls, whatever the type of the question.
"""

from __future__ import annotations

import re
from html import escape

from quizzes.text import to_html, to_plain

ENTRY = '<input type="text" name="entry"'


def option(kind: str, value: str, text: str) -> str:
    """Return a radio button or a checkbox (`kind`) with its text."""
    return (
        f'<label class="gw-option"><input type="{kind}" name="pick" value="{value}"'
        f"{spoken_name(text)}> <span>{to_html(text, inline=True)}</span></label>"
    )


def number_entry(unit: str | None) -> str:
    """Return a text field for one number, with its unit where there is one."""
    unit_html = f" in {to_html(unit, inline=True)}" if unit else ""
    return (
        f'<label class="gw-line"><span>Your number{unit_html}</span> {ENTRY} '
        'inputmode="decimal" maxlength="200" spellcheck="false"></label>'
    )


def text_entry(label: str) -> str:
    """Return a text field for a short text."""
    return (
        f'<label class="gw-line"><span>{to_html(label, inline=True)}</span> {ENTRY}'
        f' maxlength="200" spellcheck="false"{spoken_name(label)}></label>'
    )


def spoken_name(text: str) -> str:
    """Return a name for a control whose label is only a formula, which some readers skip."""
    if re.search(r"\w", re.sub(r"\$[^$]*\$", "", text)):
        return ""
    return f' aria-label="{escape(to_plain(text))}"'
