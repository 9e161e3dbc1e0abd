"""Texts inside nested values: the one walk over what YAML, pydantic or JSON gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\}\}")
"""Where a drawn number goes: ``{{H}}``."""

Place = tuple[str | int, ...]
"""Where a value stands: the keys and indices that lead to it from the outermost value."""


def texts(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield every text in nested mappings and lists, with its place below `place`."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts(inner, (*place, key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from texts(inner, (*place, index))


def mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return nested mappings and lists with `change` applied to everything else inside them.

    A tuple becomes a list, as in JSON.
    """
    if isinstance(value, Mapping):
        return {key: mapped(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [mapped(inner, change) for inner in value]
    return change(value)


def filled(value: Any, words: Mapping[str, str]) -> Any:
    """Return `value` with each ``{{name}}`` in its texts replaced by ``words[name]``.

    A name that is not in `words` stays as it is.
    """

    def fill(leaf: Any) -> Any:
        if not isinstance(leaf, str):
            return leaf
        return PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), leaf)

    return mapped(value, fill)
