"""Bring HTML into the form in which nbconvert writes a page, without building a tree of it.

nbconvert reads every page that it made with BeautifulSoup and writes it again. That changes how
tags, attributes and characters are spelled, and closes what was left open. Here each different tag
is given to BeautifulSoup once. HTML that is not well nested needs the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bs4 import BeautifulSoup

_PIECE = re.compile(
    r"""<(?:
        (?P<end>/[a-z][a-z0-9]*\s*)
      | (?P<comment>!--[^<>-]*--)
      | (?P<whole>lesson-[0-9a-f]+-[0-9]+)/
      | (?P<raw>(?P<raw_name>style|script)(?=[\s>])[^<>]*)>(?P<raw_text>.*?)</(?P=raw_name)
      | (?P<start>[a-z][a-z0-9]*(?:\s(?:"[^"]*"|'[^']*'|[^<>"'])*)?/?)
    )>""",
    re.DOTALL | re.VERBOSE,
)
"""A tag, a stand-in for a part of the page (see `stand_in`), or an element without tags in it."""
_NAME = re.compile(r"[a-z0-9]+")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
_ODD = frozenset(
    {"textarea", "title", "noscript", "iframe", "xmp", "plaintext", "noembed", "noframes", "svg"}
)
"""Elements whose content some parsers read in a way of its own."""
_SPECIAL = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#(\d{2,5})|#x27);|[&>]")
_CHARACTERS = {
    "&amp;": "&amp;",
    "&lt;": "&lt;",
    "&gt;": "&gt;",
    "&quot;": '"',
    "&#x27;": "'",
    "&nbsp;": "\xa0",
    ">": "&gt;",
}
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPACE = " \t\n\r\f\v"
_NO_ALT = "No description has been provided for this image"


class NotSimple(Exception):
    """HTML that only BeautifulSoup knows how to read, as a part of the whole page."""


def tidy(html: str) -> str:
    """Return HTML as nbconvert's ``HTMLExporter`` would write it as a part of a page.

    Parameters
    ----------
    html
        One element or several, each with its end.

    Raises
    ------
    NotSimple
        Where it is not well nested, or how it is written depends on the page around it.
    """
    return "".join(_pieces(html))


def by_soup(html: str) -> str:
    """Do what nbconvert does with a whole page."""
    soup = BeautifulSoup(html, features="html.parser")
    for image in soup.select("img:not([alt])"):
        image.attrs["alt"] = _NO_ALT
    return str(soup)


def stand_in(token: str, number: int) -> str:
    """An element that stands for a part of a page, and comes back in what `tidy` returns."""
    return f"<lesson-{token}-{number}/>"


def with_parts(html: str, token: str, parts: Sequence[str]) -> str:
    """Put parts of a page in place of those that stand for them."""
    found = re.compile(f"<lesson-{token}-([0-9]+)></lesson-{token}-[0-9]+>")
    return found.sub(lambda place: parts[int(place[1])], html)


def _pieces(html: str) -> Iterator[str]:
    """Texts and tags one after the other, as they are written. Raises `NotSimple`."""
    still_open: list[str] = []
    at = 0
    for found in _PIECE.finditer(html):
        if found.start() > at:
            yield _text(html[at : found.start()], "pre" in still_open)
        at = found.end()
        if end := found["end"]:
            name = end[1:].rstrip()
            if not still_open or still_open.pop() != name:
                raise NotSimple
            yield f"</{name}>"
            continue
        if found["comment"]:
            yield found[0]
            continue
        if whole := found["whole"]:
            yield f"<{whole}></{whole}>"
            continue
        name, written = _start(found["start"] or found["raw"])
        yield written
        if found["raw"]:
            yield f"{found['raw_text']}</{name}>"
        elif name not in _VOID:
            still_open.append(name)
    if still_open:
        raise NotSimple
    yield _text(html[at:], False)


@lru_cache(4096)
def _start(tag: str) -> tuple[str, str]:
    """The name of a start tag, and how it is written. Raises `NotSimple`."""
    found = _NAME.match(tag)
    assert found is not None
    name = found[0]
    if name in _ODD or (tag.endswith("/") and name not in _VOID):
        raise NotSimple
    written = by_soup(f"<{tag}>").removesuffix(f"</{name}>")
    if not written.startswith(f"<{name}"):
        raise NotSimple
    return name, written


def _text(text: str, kept: bool) -> str:
    """How the text between two tags is written.

    Space alone becomes one character, unless all space is `kept`. Raises `NotSimple`.
    """
    if "<" in text:
        raise NotSimple
    if not kept and text and not text.strip(_SPACE):
        return "\n" if "\n" in text else " "
    if "&" not in text and ">" not in text:
        return text
    return _SPECIAL.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    if found[1]:
        code = int(found[1])
        if code < 32 or 127 <= code < 160 or code >= 0xD800:
            raise NotSimple
        return _ESCAPED.get(chr(code), chr(code))
    written = _CHARACTERS.get(found[0])
    if written is None:
        raise NotSimple
    return written
