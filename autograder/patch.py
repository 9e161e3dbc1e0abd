"""Put a wrong version in the place of one function of the reference, wherever the reference holds it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class NoSuchFunction(LookupError):
    """A misconception replaces a function that the reference does not have."""


def holders(original: Callable[..., Any]) -> list[tuple[Any, str]]:
    """Every ``(module, name)`` of the reference that is bound to `original` (``from … import`` copies the name).

    Wrong versions call the reference too, so their modules count: that is how two mistakes combine.
    """
    packages = ("reference", "exercises.misconceptions")
    modules = [module for name, module in list(sys.modules.items())
               if any(name == package or name.startswith(package + ".") for package in packages)]
    return [(module, name) for module in modules for name, value in list(vars(module).items()) if value is original]


@contextmanager
def patched(replaced: str, wrong: Callable[..., Any]) -> Iterator[int]:
    """While the context lasts, every module of the reference that held function `replaced` holds `wrong`.

    Yields the number of places. Raises `NoSuchFunction` when the package exports no such function.
    """
    reference = sys.modules["reference"]
    original = getattr(reference, replaced, None)
    if original is None:
        exported = ", ".join(name for name in vars(reference) if not name.startswith("_"))
        raise NoSuchFunction(f"the reference has no function {replaced!r}; it exports {exported}")
    places = holders(original)
    for module, name in places:
        setattr(module, name, wrong)
    try:
        yield len(places)
    finally:
        for module, name in places:
            setattr(module, name, original)
