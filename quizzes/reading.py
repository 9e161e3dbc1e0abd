"""What a learner gave, turned into ids: a Python literal of a notebook, JSON of a widget, or a line
typed in a terminal.

People write letters in many ways (``"ad"``, ``"A, D"``, ``["a", "d"]``, ``b)``), and all of them
are understood everywhere. What is not understood is refused with what was seen and what to write.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from quizzes.answers import Answer, shown_options
from quizzes.consistency import nearest_name
from quizzes.models import (
    AskedQuestion,
    DrawnQuestion,
    Fill,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Single,
    TrueFalse,
)

LONGEST = 200
"""Characters in one entry; nothing we ask for is longer."""

REPEATED = 40
"""Characters of an answer that a message repeats."""

A_NUMBER = "Write one finite number, such as 42, 0.25, 2.5e-3 or 1/4."
BETWEEN = re.compile(r"[\s,;:.()\[\]{}\"'&+|/>→]+")
"""What people write around and between letters."""


class AnswerError(ValueError):
    """Raised when an answer cannot be read: what came and what would be an answer."""


def read_answer(question: AskedQuestion, given: Any) -> Answer | None:
    """The answer in ids, or None for a blank one; raises `AnswerError` for what is no answer to
    this question.
    """
    if (
        given is None
        or given is Ellipsis
        or (isinstance(given, str | Sequence | set | frozenset | dict) and not given)
    ):
        return None
    if isinstance(given, str) and not given.strip():
        return None
    if isinstance(question, TrueFalse):
        return _truth(given)
    if isinstance(question, Numeric | DrawnQuestion):
        return _number(given)
    if isinstance(question, Fill):
        return _entries(question, given)
    if isinstance(question, Matching):
        return _matches(question, given)
    return _picked(question, given)


def shown(given: Any) -> str:
    """What was given, as a message repeats it: short, the same each time, and without anything a
    terminal obeys.
    """
    try:
        if isinstance(given, set | frozenset):
            return shortened(f"{{{', '.join(sorted(map(repr, given)))}}}")
        return shortened(repr(given))
    except ValueError:
        return "A number of thousands of digits"


def shortened(text: str) -> str:
    """At most `REPEATED` characters of a text on one line, and nothing in it that is not
    printed.
    """
    line = "".join(
        sign if sign.isprintable() else "�" for sign in " ".join(text[: 10 * REPEATED].split())
    )
    return line if len(line) <= REPEATED else f"{line[: REPEATED - 1]}…"


def _picked(question: Single | Multiple | Ordering, given: Any) -> Answer:
    letters = shown_options(question)
    if not isinstance(given, str | list | tuple | set | frozenset):
        raise AnswerError(
            f"{shown(given)} is no letter and no collection of letters. {_the_letters(letters)}"
        )
    if isinstance(question, Ordering) and isinstance(given, set | frozenset):
        raise AnswerError(
            'A set has no order. Write the letters as a text, such as "bac", or a list.'
        )
    names = [
        letters[letter]
        for item in ([given] if isinstance(given, str) else given)
        for letter in _letters(item, letters, given)
        if letter != "-"
    ]
    if not names:
        raise AnswerError(f"There is no letter in {shown(given)}. {_the_letters(letters)}")
    if isinstance(question, Single):
        if len(set(names)) != 1:
            raise AnswerError(
                f"Several letters came, {shown(given)}, but exactly one option is right. Pick one."
            )
        return names[0]
    if isinstance(question, Multiple):
        return frozenset(names)
    if len(set(names)) != len(names):
        raise AnswerError(
            f"A letter came twice in {shown(given)}. Write each letter once, in order."
        )
    return tuple(names)


def _letters(item: Any, letters: Mapping[str, str], given: Any) -> list[str]:
    """The letters in one text, however they are written, and ``-`` for those left out; `given` is
    what a message shows.
    """
    found: list[str] = []
    if not isinstance(item, str) or len(item) > LONGEST:
        raise AnswerError(
            f"{shown(given)} holds something that is no letter of an option."
            f" {_the_letters(letters)}"
        )
    for word in BETWEEN.split(item.lower()):
        if not set(word) <= {*letters, "-"} and word != "and":
            raise AnswerError(
                f"{shown(given)} holds something that is no letter of an option."
                f" {_the_letters(letters)}"
            )
        found += [] if word == "and" else word
    return found


def _the_letters(letters: Mapping[str, str]) -> str:
    return f"The letters are {', '.join(letters)}."


def _truth(given: Any) -> bool:
    if isinstance(given, bool):
        return given
    word = given.strip().lower() if isinstance(given, str) else ""
    if word in ("true", "t", "yes", "y"):
        return True
    if word in ("false", "f", "no", "n"):
        return False
    close = nearest_name(word, ["true", "false"]) if len(word) <= LONGEST else None
    hint = f"Did you mean {close.capitalize()}?" if close else "Answer True or False."
    raise AnswerError(f"{shown(given)} is neither true nor false. {hint}")


def _number(given: Any) -> float:
    try:
        if isinstance(given, str) and len(given) <= LONGEST:
            above, slash, below = given.replace("−", "-").partition(
                "/"
            )  # the minus of our own texts, copied
            value = float(above) / float(below) if slash else float(given.replace("−", "-"))
        elif isinstance(given, int | float) and not isinstance(given, bool):
            value = float(given)
        else:
            raise ValueError
    except (ValueError, ArithmeticError):
        comma = isinstance(given, tuple) or (isinstance(given, str) and "," in given)
        point = " A comma is no decimal point." if comma else ""
        raise AnswerError(f"{shown(given)} cannot be read as a number.{point} {A_NUMBER}") from None
    if not math.isfinite(value):
        raise AnswerError(f"{shown(given)} is no finite number. {A_NUMBER}")
    return value


def _entries(question: Fill, given: Any) -> dict[str, str]:
    count = len(question.blanks)
    listed = given
    if isinstance(given, str):
        listed = given.split(";") if count > 1 else [given]
    elif isinstance(given, int | float):
        listed = [given]
    if not isinstance(listed, list | tuple):
        raise AnswerError(
            f"{shown(given)} is no text. Write one text in quotes for each blank, in order."
        )
    if len(listed) > count:
        raise AnswerError(
            f"{len(listed)} entries came for {_count(count, 'blank')}. Write one for each, in"
            " order."
        )
    found = {}
    for blank, entry in zip(question.blanks, listed, strict=False):
        if isinstance(entry, bool) or not isinstance(entry, str | int | float | None):
            raise AnswerError(
                f"{shown(entry)} is not a short text. Write text in quotes for each blank."
            )
        huge = (
            isinstance(entry, int) and abs(entry) >= 10**LONGEST
        )  # thousands of digits have no str
        written = "" if entry is None or huge else str(entry)
        if huge or len(written) > LONGEST:
            raise AnswerError(
                f"{shown(entry)} is not a short text. No blank needs more than {LONGEST}"
                " characters."
            )
        if written.strip():
            found[blank.id] = written.strip()
    return found


def _matches(question: Matching, given: Any) -> dict[str, str]:
    letters = shown_options(question)
    rows = {str(number): row.id for number, row in enumerate(question.options, start=1)}
    if isinstance(given, str):
        given = _letters(given, letters, given)
    if isinstance(given, list | tuple):
        if len(given) > len(rows):
            raise AnswerError(
                f"{_count(len(given), 'letter')} came for {_count(len(rows), 'row')}. Write one for"
                " each, in order, and - where you leave one out."
            )
        given = dict(enumerate(given, start=1))
    if not isinstance(given, dict):
        raise AnswerError(
            f'{shown(given)} matches nothing. Match each number with a letter, such as {{1: "b", 2:'
            ' "a"}.'
        )
    found: dict[str, str] = {}
    for number, item in given.items():
        row = rows.get(number.strip() if isinstance(number, str) else shown(number))
        if row is None:
            raise AnswerError(
                f"{shown(number)} is none of the rows. The rows are {', '.join(rows)}."
            )
        picked = [] if item is None else _letters(item, letters, item)
        if len(picked) > 1:
            raise AnswerError(
                f"Several letters came for row {shown(number)}, {shown(item)}. Each row takes one."
            )
        if picked and picked != ["-"]:
            found[row] = letters[picked[0]]
    return found


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
