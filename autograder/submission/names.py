"""Names of learners' folders, as data: which of them a page, table or terminal would misread."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping

LONGEST_NAME = 200
"""Bytes of a learner's name: files that are kept of a submission carry it, and a file system takes
255."""

_MISREAD = frozenset('<>&",;\\|*?[]{}`#%')
"""Characters that mean something in HTML, CSV, addresses, globs, patterns or a shell. An apostrophe
is common in names and means nothing there."""
_FORMULA = frozenset("=+-@")
"""With these at its start, a cell of a table is a formula."""
_INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10))))
)
"""Letters, marks and symbols that show nothing; `unicodedata` does not know them as such."""
_JOINERS = frozenset("\u200c\u200d")
"""Persian and the languages of India write them between letters."""
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
"""Scripts with letters that look like those of another."""
_CAPITALS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧՕՍՏᎪᎬᎻᎷᏢᎢᏔᏃᎳᏚI",
    "ABESIJKMHOPCTYXQWABEZHIKMNOPTYXOUSAEHMPTWZWSl",
)
_SMALL = str.maketrans("асԁеһіјӏорԛѕԝхуνοριυγճցհոսօ", "acdehijlopqswxyvopiuyqghnuo")
"""Letters of other scripts beside the Latin letters that they look like; a capital I looks like a
small l."""


def unwritable(name: str) -> bool:
    """Whether a name holds control characters, or bytes that are no text.

    No database takes such a name, and no terminal should print it.
    """
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in name)


def misread(name: str) -> str:
    """Why a name cannot be used, as the rest of a sentence that begins with the folder.

    Returns an empty text for a name that can be used.
    """
    if unwritable(name):
        return "has a name with characters that cannot be printed"
    if len(os.fsencode(name)) > LONGEST_NAME:
        return f"has a name of more than {LONGEST_NAME} bytes"
    if invisible := _first_invisible(name):
        return f"has a name with an invisible character (U+{ord(invisible):04X})"
    if wrong := [character for character in name if character in _MISREAD]:
        return f"has a name with {wrong[0]}, which pages and tables of grades would misread"
    if name[:1] in _FORMULA or unicodedata.normalize("NFKC", name)[:1] in _FORMULA:
        return f"has a name that begins with {name[0]}, which a spreadsheet takes for a formula"
    if name != name.strip() or "  " in name:
        return "has a name with spaces that do not show"
    if scripts := _mixed(name):
        return f"has a name with a word that mixes {scripts} letters, which look alike"
    return ""


def alike(names: Iterable[str]) -> Mapping[str, str]:
    """For each name that a person cannot tell from another, that other name."""
    groups: dict[str, dict[str, None]] = {}
    for name in names:
        for shown in (_shown(name), _in_latin(name)):
            groups.setdefault(shown, {})[name] = None
    return {
        name: next(other for other in group if other != name)
        for group in groups.values()
        if len(group) > 1
        for name in group
    }


def _first_invisible(name: str) -> str:
    for place, character in enumerate(name):
        category = unicodedata.category(character)
        if character in _JOINERS and _between_letters(name, place):
            continue
        if category in ("Cf", "Co", "Cn", "Zl", "Zp") or character in _INVISIBLE:
            return character
        if category == "Zs" and character != " ":
            return character
        if 0xE0100 <= ord(character) <= 0xE01EF:
            return character
    return ""


def _between_letters(name: str, place: int) -> bool:
    """Whether letters of a script without capitals stand on both sides."""
    around = name[max(place - 1, 0) : place] + name[place + 1 : place + 2]
    return len(around) == 2 and all(
        unicodedata.category(character) in ("Lo", "Mn", "Mc") for character in around
    )


def _mixed(name: str) -> str:
    """The scripts that one word mixes, in words; empty where none does."""
    for word in name.split():
        found = {unicodedata.name(character, "").split(" ")[0] for character in word}
        several = [script.capitalize() for script in _SCRIPTS if script in found]
        if len(several) > 1:
            return " and ".join(several[:2])
    return ""


def _shown(name: str) -> str:
    """What a person sees of a name, about: the same for names that cannot be told apart."""
    if name.isascii():  # as most are; nothing in them is hidden or has another form
        return " ".join(name.casefold().split())
    wide = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKC", wide)
        if not _first_invisible(character)
    )
    return " ".join(plain.split())


def _in_latin(name: str) -> str:
    """What a person sees who takes letters of other scripts for Latin ones."""
    plain = unicodedata.normalize("NFKC", name).translate(_CAPITALS)
    return _shown(_shown(plain).translate(_SMALL))
