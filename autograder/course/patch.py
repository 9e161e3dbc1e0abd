"""Put a wrong version in the place of one function, wherever the reference holds it."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import FunctionType
from typing import Any, TypeAlias

from autograder.course.authoring import Misconception


class NoSuchFunction(LookupError):
    """A misconception replaces a function that the reference does not have."""


Places: TypeAlias = "list[tuple[Any, str]]"


def holders(original: Callable[..., Any]) -> Places:
    """Every ``(module, name)`` of the reference that is bound to `original`.

    ``from … import`` copies the name.

    Wrong versions call the reference too, so their modules count: that is how two misconceptions
    combine.
    """
    packages, inside = (
        ("reference", "exercises.misconceptions"),
        ("reference.", "exercises.misconceptions."),
    )
    modules = [
        module
        for name, module in list(sys.modules.items())
        if name in packages or name.startswith(inside)
    ]
    return [
        (module, name)
        for module in modules
        for name, value in list(vars(module).items())
        if value is original
    ]


@contextmanager
def patched(
    replaced: str, wrong: Callable[..., Any], places: Places | None = None
) -> Iterator[int]:
    """Replace function `replaced` by `wrong` in every module of the reference for a while.

    Yields the number of places (`places`, when they were looked up before). Raises `NoSuchFunction`
    when the package exports no such function. A reference that checks shapes where it is entered
    has an `unchecked` context in ``reference.shapes``: it is entered, for a wrong version may hand
    on whatever it likes, as learners' code would.
    """
    reference = sys.modules["reference"]
    original = getattr(reference, replaced, None)
    if original is None:
        exported = ", ".join(name for name in vars(reference) if not name.startswith("_"))
        raise NoSuchFunction(f"the reference has no function {replaced!r}; it exports {exported}")
    places = holders(original) if places is None else places
    fresh = renewed(wrong)
    with ExitStack() as stack:
        unchecked = getattr(sys.modules.get("reference.shapes"), "unchecked", None)
        if unchecked is not None:
            stack.enter_context(unchecked())
        for module, name in places:
            setattr(module, name, fresh)
        try:
            yield len(places)
        finally:
            for module, name in places:
                setattr(module, name, original)


def wrong_versions(items: Sequence[Misconception]) -> list[tuple[str, Callable[..., Any]]]:
    """List ``(function, wrong version)`` for these misconceptions.

    Raises `ValueError` if they cannot be combined.
    """
    if len({item.replaces for item in items}) == len(items):
        return [(item.replaces, item.wrong) for item in items]
    both = combined(items[0], items[1])
    if both is None:
        raise ValueError(
            f"{items[0].slug} and {items[1].slug} are both wrong versions of {items[0].replaces}"
        )
    return [(items[0].replaces, both)]


def combined(first: Misconception, second: Misconception) -> Callable[..., Any] | None:
    """One function with both misconceptions in it, or ``None``.

    Both must be made of different parts by the same maker.

    A wrong version says so by an attribute ``made_of``: its maker and the parts that it handed over
    by name.
    """
    nothing: tuple[Any, dict[str, Any]] = (None, {})
    maker, parts = getattr(first.wrong, "made_of", nothing)
    same, others = getattr(second.wrong, "made_of", nothing)
    if (
        maker is None
        or maker is not same
        or first.replaces != second.replaces
        or set(parts) & set(others)
    ):
        return None
    made: Callable[..., Any] = maker(**parts, **others)
    return made


def renewed(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function as on the day it was defined.

    What earlier calls left in its default arguments is gone.

    A wrong version may be one that remembers (a list as a default argument); it has to forget
    between two signatures.
    """
    if not isinstance(function, FunctionType) or not function.__defaults__:
        return function
    again = FunctionType(
        function.__code__,
        function.__globals__,
        function.__name__,
        copy.deepcopy(function.__defaults__),
        function.__closure__,
    )
    again.__kwdefaults__ = function.__kwdefaults__
    return again
