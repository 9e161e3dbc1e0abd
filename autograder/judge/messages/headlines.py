"""A difference in a few words: what is wrong with which value. It stands above the evidence."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.data.differences import (
    ChangedInputs,
    Difference,
    ExtraKeys,
    Kind,
    MissingKey,
    NonFinite,
    NothingReturned,
    Raised,
    SeveralForOne,
    WrongCount,
    WrongOrigin,
    WrongShape,
    WrongSpread,
    WrongType,
)
from autograder.data.text import clean
from autograder.judge.describe import joined

_PLAIN: Mapping[Kind, str] = {
    "timed out": "Your function does not come to an end.",
    "died": "The process that ran your function died.",
    "skipped": "This was not run.",
    "dtype": "{where} holds the wrong kind of numbers.",
    "value": "{where} has wrong values.",
}


def headline_of(difference: Difference) -> str:
    """Say what is wrong, in one short sentence."""
    where = getattr(difference, "where", "") or "The result"
    match difference:
        case Raised(error=error):
            return f"Your function stops with {clean(error, 60) or 'an exception'}."
        case ChangedInputs(names=names):
            return f"Your function changes its input {joined(names)}."
        case NothingReturned():
            instead = f" in place of {difference.where}" if difference.where else ""
            return f"Your function returns None{instead}."
        case MissingKey():
            return f"{where} is missing."
        case ExtraKeys():
            return f"{where} has keys too many."
        case WrongCount() | SeveralForOne():
            return "The wrong number of values comes back."
        case WrongType():
            return f"{where} is the wrong kind of thing."
        case WrongShape():
            return f"{where} has the wrong shape."
        case NonFinite():
            return f"{where} is not finite."
        case WrongSpread():
            return f"The numbers in {where} have the wrong mean or spread."
        case WrongOrigin():
            return f"The numbers in {where} come from the wrong place."
        case _:
            return _PLAIN[difference.kind].format(where=where)
