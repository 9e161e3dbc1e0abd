"""Where an exception arose in the learner's source, and what the names there stood for.

Shapes and kinds alone are taken, no numbers. What this says helps to explain an exception in words
and decides nothing, because learner code can forge all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from types import FrameType, ModuleType, TracebackType
from typing import Any

import numpy as np

MOST_NAMES = 40
"""Names whose things are described."""
MOST_KNOWN = 200
"""Names of a module's globals."""
_MOST_KEYS, _MOST_ITEMS = 16, 4
"""Parts of a dict, and of a list or tuple, that are described."""
_LONGEST = 60


def scene_of(error: BaseException, is_ours: Callable[[str], bool]) -> list[Any] | None:
    """Describe the innermost place of an exception in the learner's source, as plain data.

    Parameters
    ----------
    error
        The exception.
    is_ours
        Whether a file's name is one of the learner's source.

    Returns
    -------
    list or None
        The line, the last line and the columns (in bytes) of the expression that failed; what
        names there stood for; and the other names of the module. ``None`` where the exception did
        not arise in the learner's source.
    """
    frames = [trace for trace in _traces(error) if is_ours(trace.tb_frame.f_code.co_filename)]
    if not frames:
        return None
    inner = frames[-1]
    code = inner.tb_frame.f_code
    place = next(islice(code.co_positions(), inner.tb_lasti // 2, None), (None,) * 4)
    line = inner.tb_lineno or place[0] or 0
    first, last, start, end = (value or 0 for value in place)
    names = {name: _described(value) for name, value in _named(frames)}
    known = [
        name[:_LONGEST]
        for name in islice(inner.tb_frame.f_globals, MOST_KNOWN)
        if isinstance(name, str) and not name.startswith("_")
    ]
    return [code.co_name[:_LONGEST], line, first or line, last or line, start, end, names, known]


def _traces(error: BaseException) -> Iterator[TracebackType]:
    trace = error.__traceback__
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _named(frames: list[TracebackType]) -> Iterator[tuple[str, Any]]:
    """The names of the innermost function, with those around a comprehension or a lambda."""
    inner = frames[-1].tb_frame
    around: list[FrameType] = [inner]
    for trace in reversed(frames[:-1]):
        if not around[-1].f_code.co_name.startswith("<"):
            break
        around.append(trace.tb_frame)
    found: dict[str, Any] = {}
    for frame in around:
        for name, value in dict(frame.f_locals).items():
            found.setdefault(name, value)
    for frame in around:
        for name in frame.f_code.co_names:
            if name in frame.f_globals:
                found.setdefault(name, frame.f_globals[name])
    yield from ((name[:_LONGEST], value) for name, value in islice(found.items(), MOST_NAMES))


def _described(value: Any, depth: int = 0) -> list[Any]:
    """The kind of a thing, its shape or length, words about it, and its parts."""
    kind = type(value)
    if value is None:
        return ["none", [], "", {}]
    if isinstance(value, (np.ndarray, np.generic)):
        array = np.ndarray.view(value, np.ndarray) if isinstance(value, np.ndarray) else value
        return ["array", list(array.shape), str(array.dtype)[:_LONGEST], {}]
    if kind in (bool, int, float, complex):
        return ["number", [], kind.__name__, {}]
    if kind is str:
        return ["text", [], value[:_LONGEST], {}]
    if kind in (list, tuple, dict):
        return [kind.__name__, [len(value)], "", _parts(value, depth)]
    if isinstance(value, ModuleType):
        return ["module", [], str(getattr(value, "__name__", ""))[:_LONGEST], {}]
    if callable(value):
        return ["function", [], kind.__name__[:_LONGEST], {}]
    return ["other", [], kind.__name__[:_LONGEST], {}]


def _parts(value: Any, depth: int) -> dict[str, Any]:
    if depth > 1:
        return {}
    mapping = type(value) is dict
    items = value.items() if mapping else enumerate(value)
    most = _MOST_KEYS if mapping else _MOST_ITEMS
    return {str(name)[:_LONGEST]: _described(item, depth + 1) for name, item in islice(items, most)}
