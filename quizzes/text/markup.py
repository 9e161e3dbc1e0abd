"""The small markup of question texts, turned into HTML with MathML or into plain text.

Texts hold paragraphs, ``**strong**``, ``*emphasis*``, `` `code` `` and LaTeX between dollar signs;
``\\$`` is a dollar.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from quizzes.text.latex import latex_to_unicode, mathml

SPAN = re.compile(
    r"(?P<code>`[^`]+`)|(?P<math>(?<!\\)\$[^$]+(?<!\\)\$)|(?P<strong>\*\*.+?\*\*)|(?P<em>\*[^*\s][^*]*\*)",
    re.DOTALL,
)

Math = Callable[[str], str]
"""Turns one LaTeX formula, without its dollar signs, into HTML."""


def formulas(text: str) -> list[str]:
    """Return every LaTeX formula of a text, without its dollar signs."""
    return [found["math"].strip("$") for found in SPAN.finditer(text) if found["math"]]


def to_html(text: str, math: Math | None = None, *, inline: bool = False) -> str:
    """Return a text as escaped HTML, one ``<p>`` for each paragraph.

    Parameters
    ----------
    text
        A text in the bank's markup.
    math
        What writes a formula; MathML without it.
    inline
        Leave the ``<p>`` out, so that the HTML can stand in a label.

    Raises
    ------
    ValueError
        A formula cannot be rendered as MathML.
    """
    parts = [_inline(part, math or mathml) for part in re.split(r"\n\s*\n", text.strip())]
    return "<br/>".join(parts) if inline else "".join(f"<p>{part}</p>" for part in parts)


def to_plain(text: str) -> str:
    """Return a text for a terminal: no markup, and formulas in Unicode where it has the signs."""

    def plain(found: re.Match[str]) -> str:
        if found["math"]:
            return latex_to_unicode(found["math"].strip("$"))
        inner = found[0].strip("`") if found["code"] else found[0].strip("*")
        return inner if found["code"] else to_plain(inner)

    return re.sub(
        r"[ \t]*\n(?!\s*\n)[ \t]*", " ", SPAN.sub(plain, text.strip()).replace(r"\$", "$")
    )


def _inline(text: str, math: Math) -> str:
    pieces, last = [], 0
    for found in SPAN.finditer(text):
        pieces.append(_escaped(text[last : found.start()]))
        if found["math"]:
            pieces.append(math(found["math"].strip("$")))
        elif found["code"]:
            pieces.append(f"<code>{html.escape(found[0].strip('`'))}</code>")
        else:
            tag = "strong" if found["strong"] else "em"
            pieces.append(f"<{tag}>{_inline(found[0].strip('*'), math)}</{tag}>")
        last = found.end()
    return "".join([*pieces, _escaped(text[last:])])


def _escaped(text: str) -> str:
    return html.escape(text.replace(r"\$", "$"), quote=False)
