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
    inside: list[str] = []
    for found in SPAN.finditer(text):
        if found["math"]:
            inside.append(found["math"].strip("$"))
        elif not found["code"]:
            inside += formulas(found[0].strip("*"))
    return inside


def without_code(text: str) -> str:
    """Return a text without its `` `code` ``, in which no sign means anything."""
    return SPAN.sub(lambda found: "" if found["code"] else found[0], text)


def priced(text: str) -> list[str]:
    """Return what stands between dollar signs that look like prices, not like a formula.

    A formula has a space at both ends or at neither, and no digit behind its second dollar sign;
    a space at both ends is not enough where there are words between.

    >>> priced("It costs $5 and then $7. The gate $f_t$ is open.")
    ['5 and then ']
    """
    found = []
    for span in SPAN.finditer(text):
        if not span["math"]:
            continue
        inside = span["math"][1:-1]
        ends = (inside[0].isspace(), inside[-1].isspace())
        if text[span.end() :][:1].isdigit() or (any(ends) and (not all(ends) or wordy(inside))):
            found.append(inside)
    return found


def wordy(latex: str) -> bool:
    """Return whether plain words stand in a formula, as they do between two prices."""
    bare = re.sub(r"\\(?:text|mathrm|operatorname|mbox)\s*\{[^{}]*\}|\\[A-Za-z]+", "", latex)
    return bool(re.search(r"(?<![^\s])[A-Za-z]{3,}(?![^\s,.])|(?<=\s)(?:in|of|or|to)(?=\s)", bare))


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
