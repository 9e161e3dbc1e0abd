"""Walk through nested values: dicts, tuples and lists with numbers and arrays at their leaves.

A path is the keys and positions that lead to a place: ``("W_f",)`` or ``(0, "a")``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

Path: TypeAlias = "tuple[str | int, ...]"


class NotThere(LookupError):
    """A value has no such place."""


def rebuild(value: Any, change: Callable[[Any], Any]) -> Any:
    """Copy nested containers, with some of their parts changed.

    Parameters
    ----------
    value
        A container or a leaf.
    change
        Called with every container and every leaf, from the outside in. What it returns takes that
        place. Where it returns the very same object, the walk goes on inside.
    """
    changed = change(value)
    if changed is not value:
        return changed
    if isinstance(value, Mapping):
        return {name: rebuild(item, change) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        kind = tuple if isinstance(value, tuple) else list
        return kind(rebuild(item, change) for item in value)
    return value


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Walk through all leaves in their order.

    A list or tuple that holds nothing but plain numbers is a leaf, and so is an empty container.

    Yields
    ------
    path : tuple of str and int
        Where the leaf stands, with `path` in front.
    leaf
        The leaf.
    """
    if isinstance(value, Mapping) and value:
        for name, item in value.items():
            yield from leaves(item, (*path, name))
    elif is_sequence(value):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


def is_sequence(value: Any) -> bool:
    """Whether a value is a list or tuple with more in it than plain numbers."""
    return isinstance(value, (list, tuple)) and not all(
        isinstance(item, (int, float)) for item in value
    )


def at(value: Any, path: Path) -> Any:
    """What stands at a path. Raises `NotThere` where there is no such place."""
    for step in path:
        if isinstance(step, str):
            fits = isinstance(value, Mapping) and step in value
        else:
            fits = isinstance(value, (list, tuple)) and step < len(value)
        if not fits:
            raise NotThere(path_text(path))
        value = value[step]
    return value


def path_text(path: Path) -> str:
    """Write a path as in Python: ``['W_f']``, ``[0]['a']``."""
    return "".join(f"[{step!r}]" for step in path)
