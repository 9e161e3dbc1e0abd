"""Words for pieces of the learner's source and for kinds of things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from autograder.data.text import clean


class Told(NamedTuple):
    """What is wrong, why, and what to change."""

    headline: str
    reason: str
    step: str


_KINDS: Mapping[str, str] = {
    "array": "an array",
    "number": "a number",
    "float": "a number with a fraction",
    "none": "None",
    "text": "text",
    "list": "a list",
    "tuple": "a tuple",
    "dict": "a dict",
    "module": "a module",
    "function": "a function",
    "call": "the result of a call",
}
PLURALS: Mapping[str, str] = {"none": "None", "tuple": "tuples", "dict": "dicts"}


def a_kind(kind: str) -> str:
    """A kind of thing with its article."""
    return _KINDS.get(kind) or f"a {clean(kind, 40)}"


def code(text: str) -> str:
    """A piece of the learner's source in words: "`z = W @ x_t`"."""
    return f"`{clean(text, 160)}`"
