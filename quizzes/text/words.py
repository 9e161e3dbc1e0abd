"""Numbers, counts and names as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

REPEATED = 40
"""The most characters of a text that a message repeats."""


def plain_number(value: float) -> str:
    """Write a number as a text of the bank does: no needless point, six significant digits."""
    whole = float(value).is_integer() and abs(value) < 1e15
    return str(int(value)) if whole else f"{value:.6g}"


def counted(number: float, noun: str) -> str:
    """Write a number with its noun, which gets an s unless the number is 1."""
    return f"{number:g} {noun}{'' if number == 1 else 's'}"


def in_words(slugs: Iterable[str]) -> str:
    """List names such as ``forget-gate`` as words: ``forget gate, cell state``."""
    return ", ".join(slug.replace("-", " ") for slug in slugs)


def shortened(text: str) -> str:
    """Return at most `REPEATED` characters of a text, on one line, without control characters."""
    line = "".join(
        sign if sign.isprintable() else "�" for sign in " ".join(text[: 10 * REPEATED].split())
    )
    return line if len(line) <= REPEATED else f"{line[: REPEATED - 1]}…"


def squeeze(entry: str, ignore_case: bool) -> str:
    """Return an entry without its spaces, and in small letters where capitals do not matter."""
    bare = "".join(entry.split())
    return bare.casefold() if ignore_case else bare
