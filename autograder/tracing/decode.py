"""Read what a recorder returned. It may be forged: all of it is checked before it is believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.data.trace import ALIAS, GROUP, PART, SINGLE, Event, Place, Trace
from autograder.tracing.recorder import MOST_EVENTS, MOST_NUMBERS, MOST_PRODUCERS
from autograder.tracing.wrap import Wrapped

MOST_PLACES, MOST_OUTPUTS, LONGEST_PATH = 30_000, 2_000, 200


class _Broken(ValueError):
    """What came back is no trace."""


def read_trace(value: Any, wrapped: Wrapped) -> Trace | None:
    """Turn the returned arrays into a trace.

    Parameters
    ----------
    value
        What the recorder returned, from anyone.
    wrapped
        The source that was run.

    Returns
    -------
    Trace or None
        ``None`` where it is no trace of this source.
    """
    try:
        return _Reader(value, wrapped).trace()
    except _Broken:
        return None


class _Reader:
    def __init__(self, value: Any, wrapped: Wrapped) -> None:
        if not isinstance(value, Mapping):
            raise _Broken("no mapping")
        self._value, self._wrapped = value, wrapped

    def trace(self) -> Trace:
        sites = self._wrapped.sites
        places = self._places()
        rows = self._array("events", np.int32, 2, MOST_EVENTS)
        if rows.shape[1] != 4:
            raise _Broken("events")
        snapshots = self._snapshots()
        producers = self._producers(len(rows))
        _within(rows[:, 0], 0, len(sites))
        _within(rows[:, 1], -1, len(snapshots))
        _within(rows[:, 2], 0, 2 * PART)
        _within(rows[:, 3], -1, len(places))
        events = tuple(
            _event(row, snapshots, sources)
            for row, sources in zip(rows.tolist(), producers, strict=True)
        )
        return Trace(
            sites, events, places, self._outputs(len(rows)), self._value.get("complete") is True
        )

    def _array(self, name: str, dtype: Any, rank: int, most: int) -> NDArray[Any]:
        array = self._value.get(name)
        if not isinstance(array, np.ndarray) or array.dtype != dtype or array.ndim != rank:
            raise _Broken(name)
        if len(array) > most:
            raise _Broken(name)
        return array

    def _snapshots(self) -> list[tuple[tuple[int, ...], NDArray[np.float64]]]:
        ranks = self._array("ranks", np.int32, 1, MOST_EVENTS)
        axes = self._array("axes", np.int32, 1, 16 * MOST_EVENTS)
        numbers = self._array("numbers", np.float64, 1, MOST_NUMBERS)
        _within(ranks, 0, 17)
        _within(axes, 0, MOST_NUMBERS + 1)
        if int(ranks.sum(dtype=np.int64)) != len(axes):
            raise _Broken("axes")
        found: list[tuple[tuple[int, ...], NDArray[np.float64]]] = []
        sizes, at, start = axes.tolist(), 0, 0
        for rank in ranks.tolist():
            shape = tuple(sizes[at : at + rank])
            at += rank
            size = 1
            for axis in shape:
                size *= axis
                if size > MOST_NUMBERS:
                    raise _Broken("a shape")
            if start + size > len(numbers):
                raise _Broken("numbers")
            found.append((shape, numbers[start : start + size]))
            start += size
        return found

    def _producers(self, count: int) -> list[tuple[int, ...]]:
        counts = self._array("counts", np.int32, 1, MOST_EVENTS)
        flat = self._array("producers", np.int32, 1, MOST_PRODUCERS)
        _within(counts, 0, MOST_PRODUCERS + 1)
        if len(counts) != count or int(counts.sum(dtype=np.int64)) != len(flat):
            raise _Broken("producers")
        # An event comes after what it is made of, so that walking back ends.
        _within(flat, 0, MOST_EVENTS)
        if np.any(flat >= np.repeat(np.arange(count), counts)):
            raise _Broken("producers")
        ends = [0, *np.cumsum(counts).tolist()]
        items = flat.tolist()
        return [tuple(items[first:last]) for first, last in pairwise(ends)]

    def _places(self) -> tuple[Place, ...]:
        rows = self._array("places", np.int32, 2, MOST_PLACES)
        if rows.shape[1] != 5:
            raise _Broken("places")
        return tuple(self._place(index, row) for index, row in enumerate(rows.tolist()))

    def _place(self, index: int, row: Sequence[int]) -> Place:
        above, kind, where, number, _ = row
        if not -1 <= above < index:
            raise _Broken("places")
        if kind:
            if not 0 <= where < len(self._wrapped.sites):
                raise _Broken("places")
            return Place(above, "turn", site=where, number=number)
        if where < 0:
            return Place(above, "call")
        if where >= len(self._wrapped.chunks):
            raise _Broken("places")
        lines = self._wrapped.lines[where]
        line = lines[number] if 0 <= number < len(lines) else 0
        return Place(above, "call", self._wrapped.chunks[where].name, line)

    def _outputs(self, count: int) -> tuple[tuple[str, int], ...]:
        names, events = self._value.get("outputs"), self._array("leaves", np.int32, 1, MOST_OUTPUTS)
        if not isinstance(names, list) or len(names) != len(events):
            raise _Broken("outputs")
        if not all(isinstance(name, str) and len(name) <= LONGEST_PATH for name in names):
            raise _Broken("outputs")
        _within(events, 0, count)
        return tuple(zip(names, events.tolist(), strict=True))


def _event(
    row: Sequence[int],
    snapshots: Sequence[tuple[tuple[int, ...], NDArray[np.float64]]],
    producers: tuple[int, ...],
) -> Event:
    site, snapshot, flags, place = row
    shape, values = snapshots[snapshot] if snapshot >= 0 else ((), None)
    flags = flags & (ALIAS | SINGLE | PART) | (GROUP if values is None else 0)
    if not producers:
        flags &= ~ALIAS
    return Event(site, values, shape, producers, flags, place)


def _within(array: NDArray[Any], low: int, end: int) -> None:
    if array.size and not (low <= int(array.min()) and int(array.max()) < end):
        raise _Broken("an index")
