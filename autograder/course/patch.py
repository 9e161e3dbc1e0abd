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
    """Find every module of the reference that holds a function, and under which name.

    There may be several, because ``from … import`` copies the name. The modules of wrong versions
    count as well, because these call the reference too: that is how two misconceptions combine.

    Returns
    -------
    list of (module, str)
        The places, in the order in which the modules were imported.
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
    """Replace a function in every module of the reference, while the context lasts.

    A reference that checks the shapes of its arguments has a context ``unchecked`` in
    ``reference.shapes``. It is entered as well, because a wrong version may pass on anything, as
    learners' code would.

    Parameters
    ----------
    replaced
        The name under which ``reference`` exports the function.
    wrong
        What takes its place.
    places
        Where the function is held, if that was looked up before (`holders`).

    Yields
    ------
    int
        The number of places.

    Raises
    ------
    NoSuchFunction
        ``reference`` exports no such function.
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
    """List what has to be replaced by what for these misconceptions.

    Parameters
    ----------
    items
        Misconceptions in different functions, or two that can be combined in one.

    Returns
    -------
    list of (str, callable)
        The name of a function and its wrong version.

    Raises
    ------
    ValueError
        Two of them are in one function and cannot be combined.
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
    """Make one function with two misconceptions in it.

    That works where the same maker made both of different parts. A wrong version says so in an
    attribute ``made_of``: its maker, and the arguments that the maker got by name.

    Returns
    -------
    callable or None
        ``None`` where the two cannot be combined.
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
    """Copy a function, with default arguments that no later call changes.

    A wrong version may remember earlier calls in a default argument, such as a list. It has to
    forget them between two signatures.
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
