"""Put facts into a few words, for messages. Whatever a value holds, nothing is raised."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.data.forms import Form
from autograder.data.text import clean

_ELEMENTS = (
    ("True and False", ("bool",)),
    ("complex numbers", ("complex", "clongdouble")),
    ("long doubles", ("float128", "float96", "longdouble")),
    ("Python objects", ("object",)),
    ("text", ("<U", ">U", "StringDType")),
    ("dates or times", ("datetime", "timedelta")),
)
"""What an array holds, by how the name of its dtype starts."""


def described(form: Form) -> str:
    """Describe a form: "an array of shape (3, 2)", "a tuple of 2", "text"."""
    match form.kind:
        case "array":
            return _array(form)
        case "object":
            reason = f" ({clean(form.reason, 60)})" if form.reason else ""
            return f"an object of type {clean(form.type_name, 60)}{reason}"
        case "dict":
            return "a dict with the keys " + listed(form.keys)
        case "tuple" | "list":
            return f"a {form.kind} of {form.length}"
        case "none":
            return "None"
        case "truth":
            return "True or False" if form.number is None else str(bool(form.number))
        case "number":
            return "one number" if form.number is None else f"the number {number(form.number)}"
        case "text":
            return "text"


def _array(form: Form) -> str:
    if form.shape == () and form.dtype.startswith("complex"):
        return "a complex number"
    of_what = f" of {elements(form)}" if form.dtype else ""
    shape = "" if form.shape is None else f" of shape {form.shape}"
    return f"an array{of_what}{shape}"


def elements(form: Form) -> str:
    """Describe what an array holds: "complex numbers (dtype complex128)", "text (dtype <U3)"."""
    if form.is_real:
        return form.dtype or "real numbers"
    dtype = clean(form.dtype, 40)
    kind = element_kind(form)
    return f"{kind} (dtype {dtype})" if kind else f"dtype {dtype}"


def element_kind(form: Form) -> str:
    """The kind of things that an array of this dtype holds, empty where it has no name."""
    return next((kind for kind, starts in _ELEMENTS if form.dtype.startswith(starts)), "")


def number(value: float, digits: int = 6) -> str:
    """Write a number with at most so many digits. A whole number below 10**15 keeps all of them."""
    try:
        return (
            f"{value:.{digits}g}"
            if isinstance(value, float) or abs(value) >= 10**15
            else str(value)
        )
    except OverflowError:
        return "a huge number"


def numbers(first: float, second: float) -> tuple[str, str]:
    """Write two numbers with as many digits as it takes to tell them apart."""
    for digits in (4, 6, 9, 12, 17):
        if number(first, digits) != number(second, digits):
            break
    return number(first, digits), number(second, digits)


def joined(names: Sequence[str]) -> str:
    """List names as in a sentence: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def listed(names: Sequence[str], most: int = 14) -> str:
    """List at most so many names, cleaned: "a, b and 3 more"."""
    shown = [clean(name, 40) for name in names[:most]]
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(shown) + rest if names else "(none)"
