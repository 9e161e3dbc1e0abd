"""Take values apart, beside the code that is recorded: standard library and NumPy alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

NUMBERS = (np.ndarray, np.generic, float)
MOST_IN_GROUP, DEEPEST = 300, 4
HIDDEN_FRAMES = ("<listcomp>", "<genexpr>", "<dictcomp>", "<setcomp>")


def arrays(value: Any, depth: int = 0) -> Iterator[Any]:
    """The arrays and numbers in nested containers."""
    if isinstance(value, NUMBERS):
        yield value
    elif isinstance(value, dict) and depth < DEEPEST:
        for item in value.values():
            yield from arrays(item, depth + 1)
    elif isinstance(value, (list, tuple)) and depth < DEEPEST and len(value) <= MOST_IN_GROUP:
        for item in value:
            yield from arrays(item, depth + 1)


def leaves(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """What was returned, taken apart: paths, and arrays, numbers or lists of numbers."""
    if isinstance(value, dict) and depth < DEEPEST:
        for name, item in value.items():
            yield from leaves(item, f"{path}[{name!r}]", depth + 1)
    elif (
        isinstance(value, (list, tuple))
        and depth < DEEPEST
        and not all(isinstance(item, (int, float)) for item in value)
    ):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}[{index}]", depth + 1)
    else:
        yield path, value


def number_of(item: Any, count: int) -> int:
    """Which turn it is: the whole number that the loop variable holds, else the count.

    A loop over names has no steps; its turns count downwards from -1.
    """
    first = item[0] if isinstance(item, tuple) and item else item
    if isinstance(first, (int, np.integer)) and not isinstance(first, bool):
        return int(first) if abs(int(first)) < 1 << 30 else count
    return -1 - count if isinstance(first, str) else count


def packed_events(events: list[Any], producers: list[list[int]], places: list[Any]) -> Any:
    """The tables of events, of what they are made of, and of places, as arrays."""
    return {
        "events": np.array(events, np.int32).reshape(-1, 4),
        "counts": np.array([len(items) for items in producers], np.int32),
        "producers": np.array([item for items in producers for item in items], np.int32),
        "places": np.array(places, np.int32).reshape(-1, 5),
    }


def packed_numbers(snapshots: list[Any]) -> dict[str, Any]:
    """Arrays one after the other, with their shapes."""
    shapes = [np.shape(item) for item in snapshots]
    flat = [np.ravel(item) for item in snapshots]
    return {
        "ranks": np.array([len(shape) for shape in shapes], np.int32),
        "axes": np.array([axis for shape in shapes for axis in shape], np.int32),
        "numbers": np.concatenate(flat) if flat else np.zeros(0),
    }


def equal(before: Any, value: Any) -> bool:
    """Whether an array or a number is what it was before."""
    return np.shape(before) == np.shape(value) and bool(
        np.array_equal(before, np.asarray(value, dtype=float), equal_nan=True)
    )


def frames_of(frame: Any, top: Any, files: dict[str, int]) -> list[tuple[int, int]]:
    """The file and line of each frame of the watched code, the innermost first.

    Parameters
    ----------
    frame
        The innermost frame to look at.
    top
        The frame at which to stop.
    files
        The numbers of the files that count.
    """
    found = []
    while frame is not None and frame is not top:
        code = frame.f_code
        if code.co_filename in files and code.co_name not in HIDDEN_FRAMES:
            found.append((files[code.co_filename], frame.f_lineno))
        frame = frame.f_back
    return found
