"""Values in a few words, for messages. Whatever a value holds, nothing is raised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.data.answer_key import Drawn
from autograder.data.arrays import real
from autograder.data.text import clean
from autograder.data.values import Other


def described(value: Any) -> str:
    """A value in a few words: "an array of shape (3, 2)", "a tuple of 2", "text"."""
    if isinstance(value, np.ndarray):
        if value.dtype.kind == "c" and not value.ndim:
            return "a complex number"
        kind = {"f": "", "i": " of integers", "u": " of integers"} if real(value) else {}
        return (
            f"an array{kind.get(value.dtype.kind, ' of ' + _elements(str(value.dtype)))} of shape"
            f" {value.shape}"
        )
    if isinstance(value, Drawn):
        return f"an array of shape {value.shape}"
    if isinstance(value, Other):
        if value.dtype:
            return f"an array of {_elements(clean(value.dtype, 40))}"
        reason = f" ({clean(value.reason, 60)})" if value.reason else ""
        return f"an object of type {clean(value.type_name, 60)}{reason}"
    if isinstance(value, Mapping):
        return "a dict with the keys " + listed([str(name) for name in value])
    if isinstance(value, (tuple, list)):
        return f"a {type(value).__name__} of {len(value)}"
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        return f"the number {number(value)}"
    if isinstance(value, str):
        return "text"
    return f"an object of type {type(value).__name__}"


def _elements(dtype: str) -> str:
    """What an array of a dtype holds: "complex numbers (complex128)", "text", "Python objects
    (dtype object)".
    """
    for words, starts in (
        ("True and False", ("bool",)),
        ("complex numbers", ("complex", "clongdouble")),
        ("long doubles", ("float128", "float96", "longdouble")),
        ("Python objects", ("object",)),
        ("text", ("<U", ">U", "StringDType")),
        ("dates or times", ("datetime", "timedelta")),
    ):
        if dtype.startswith(starts):
            return f"{words} (dtype {dtype})"
    return f"dtype {dtype}"


def form(value: Any) -> str:
    """What kind of value it is, without its number: what may be said of an expected value that is
    hidden.
    """
    return (
        "one number"
        if isinstance(value, (int, float)) and not isinstance(value, bool)
        else described(value)
    )


def number(value: float, digits: int = 6) -> str:
    try:
        return (
            f"{value:.{digits}g}"
            if isinstance(value, float) or abs(value) >= 10**15
            else str(value)
        )
    except OverflowError:
        return "a huge number"


def numbers(one: float, other: float) -> tuple[str, str]:
    """Two numbers with as many digits as it takes to tell them apart."""
    for digits in (4, 6, 9, 12, 17):
        if number(one, digits) != number(other, digits):
            break
    return number(one, digits), number(other, digits)


def joined(names: list[str]) -> str:
    """Names as in a sentence: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def listed(names: list[str], most: int = 14) -> str:
    shown = [clean(name, 40) for name in names[:most]]
    return (
        ", ".join(shown) + (f" and {len(names) - most} more" if len(names) > most else "")
        if names
        else "(none)"
    )
