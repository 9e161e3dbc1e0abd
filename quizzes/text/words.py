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


TYPED = {
    **{ord(sign): "'" for sign in "‘’‚‛′ʼ‹›´「」"},
    **{ord(sign): '"' for sign in "“”„‟″«»『』〝〞"},
    **{ord(sign): "-" for sign in "−–—‐‑‒﹣"},
    **{
        ord(sign): " "
        for sign in "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
        "\u2008\u2009\u200a\u202f\u205f\u3000"
    },
    **{ord(sign): None for sign in "\u200b\u2060\ufeff\u00ad"},
    **{0xFF01 + offset: chr(0x21 + offset) for offset in range(94)},
}
"""What editors, phones and other keyboards write, as the signs of a plain keyboard."""


def plainer(text: str) -> str:
    """Return a text with plain quotes, hyphens, spaces and letters in place of typographic ones.

    >>> plainer("‘ａ’ −１")
    "'a' -1"
    """
    return text.translate(TYPED)


def squeeze(entry: str, ignore_case: bool) -> str:
    """Return an entry without its spaces, and in small letters where capitals do not matter.

    Typographic signs count as the plain ones (see `plainer`).
    """
    bare = "".join(plainer(entry).split())
    return bare.casefold() if ignore_case else bare
