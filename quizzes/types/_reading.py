"""What types share in reading an answer: letters in every form in which people write them.

An answer is a Python value from a notebook, JSON from a widget, or a line typed in a terminal. All
three are read by the same rules. What cannot be read is refused with what was seen and what to
write.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from quizzes.text import plainer, shortened

LONGEST = 200
"""The most characters in one entry; no question asks for more."""

BETWEEN = re.compile(r"[\s,;:.()\[\]{}\"'&+|/>→‹›`]+")
"""What people write around letters and between them."""


LETTER = re.compile("[a-z]")
"""A letter, whether an option has it or not."""


class AnswerError(ValueError):
    """Raised when an answer cannot be read. Says what was seen and what would be an answer."""


class NoSuchAnswer(AnswerError):
    """Raised when an answer was understood, and the question has no such answer."""


def is_blank(given: Any) -> bool:
    """Return whether nothing was answered: None, ``...``, or something empty."""
    if given is None or given is Ellipsis:
        return True
    if isinstance(given, str):
        return not given.strip()
    return isinstance(given, Sequence | set | frozenset | dict) and not given


def shown(given: Any) -> str:
    """Return what was given as a message repeats it.

    It is short, the same at each call, and without characters that a terminal obeys.
    """
    try:
        if isinstance(given, set | frozenset):
            return shortened(f"{{{', '.join(sorted(map(repr, given)))}}}")
        return shortened(repr(given))
    except ValueError:
        return "A number of thousands of digits"


def picked_ids(given: Any, letters: Mapping[str, str]) -> list[str]:
    """Return the ids behind the letters that were given, in their order.

    Raises
    ------
    AnswerError
        There is no letter in it, or something that is not one of `letters`.
    """
    if not isinstance(given, str | list | tuple | set | frozenset):
        raise AnswerError(
            f"{shown(given)} is no letter and no collection of letters. {_the_letters(letters)}"
        )
    ids = [
        letters[letter]
        for item in ([given] if isinstance(given, str) else given)
        for letter in letters_in(item, letters, given)
        if letter != "-"
    ]
    if not ids:
        raise AnswerError(f"There is no letter in {shown(given)}. {_the_letters(letters)}")
    return ids


def letters_in(item: Any, letters: Collection[str], given: Any) -> list[str]:
    """Return the letters in one text, with ``-`` where one was left out.

    Parameters
    ----------
    item
        The text to read.
    letters
        The letters there are.
    given
        The whole answer, for a message.

    Raises
    ------
    AnswerError
        `item` is not a text, or holds something that is not one of `letters`.
    NoSuchAnswer
        What it holds is another letter.
    """
    short = isinstance(item, str) and len(item) <= LONGEST
    words = BETWEEN.split(plainer(item).lower()) if short else ["?"]
    if unknown := [word for word in words if word != "and" and set(word) - {*letters, "-"}]:
        error = NoSuchAnswer if all(LETTER.fullmatch(word) for word in unknown) else AnswerError
        raise error(
            f"{shown(given)} holds something that is no letter of an option."
            f" {_the_letters(letters)}"
        )
    return [letter for word in words if word != "and" for letter in word]


def _the_letters(letters: Collection[str]) -> str:
    return f"The letters are {', '.join(letters)}."
