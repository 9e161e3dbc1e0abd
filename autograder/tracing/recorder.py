"""What runs beside the code and records its values: standard library and NumPy alone.

Its source is also sent into the sandbox as text, after that of `autograder.tracing.parts`, which is
all of ours that it imports. Whatever goes wrong in here, the code it watches goes on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.tracing.parts import (
    MOST_IN_GROUP,
    NUMBERS,
    arrays,
    equal,
    frames_of,
    leaves,
    number_of,
    packed_events,
    packed_numbers,
)

ALIAS, SINGLE, GROUP, PART = 1, 2, 4, 8
MOST_EVENTS, MOST_NUMBERS, MOST_PRODUCERS = 30_000, 300_000, 120_000
LARGEST = 20_000
EMPTY = ("empty", "empty_like", "ndarray")


class Recorder:
    """Records the values of one call.

    Parameters
    ----------
    kinds, parts, operations
        For each site its kind, its parts and what is done there.
    files
        The names of the chunks whose frames count.
    """

    def __init__(
        self,
        kinds: list[str],
        parts: list[list[int]],
        operations: list[str],
        files: list[str],
    ) -> None:
        self.kinds, self.parts, self.operations = kinds, parts, operations
        self.files = {name: index for index, name in enumerate(files)}
        self.active, self.complete = False, True
        self.events: list[tuple[int, int, int, int]] = []
        self.producers: list[list[int]] = []
        self.snapshots: list[Any] = []
        self.numbers = self.produced = 0
        self.returned = -1
        self.by_id: dict[int, int] = {}
        self.kept: list[Any] = []
        self.last: dict[int, int] = {}
        self.loops: list[list[int]] = []
        self.places: dict[tuple[int, int, int, int, int], int] = {}
        self.top: Any = None

    def value(self, site: int, value: Any) -> Any:
        """Record what an expression gave, and give it back."""
        if self.active:
            try:
                self._value(site, value)
            except Exception:  # whatever it is, it must not reach the code
                self.complete = False
        return value

    def stored(self, site: int, read: Callable[[], Any]) -> None:
        """Record what a place holds before or after a statement changed it."""
        if self.active:
            try:
                self._stored(site, read())
            except Exception:
                self.complete = False

    def turns(self, site: int, items: Any) -> Any:
        """Go through what a loop runs over, and count its turns."""
        return self._turns(site, items) if self.active else items

    def turn(self, site: int) -> None:
        """Count a turn of a ``while`` loop."""
        if self.active:
            depth = len(frames_of(sys._getframe(1), self.top, self.files))
            loop = next((loop for loop in self.loops if loop[0] == site and loop[2] == depth), None)
            if loop is None:
                self.loops.append([site, 0, depth])
            else:
                loop[1] += 1

    # --- a call ---

    def call(self, function: Callable[..., Any], arguments: list[Any]) -> dict[str, Any]:
        """Call a function and return what it went through, as arrays. Raises what it raises."""
        entering, leaving = len(self.kinds) - 2, len(self.kinds) - 1
        for argument in arguments:
            for item in arrays(argument):
                self._keep(item, self._add(entering, item, []))
        self.top = sys._getframe()
        self.active = True
        try:
            result = function(*arguments)
        finally:
            self.active = False
        self.loops = []
        outputs: list[tuple[str, int]] = []
        for path, leaf in leaves(result):
            sources = self._sources(leaf)
            if isinstance(leaf, (list, tuple, int)):
                leaf = np.array(leaf, dtype=float)
            event = self.by_id.get(id(leaf))
            same = event is not None and isinstance(leaf, NUMBERS) and self._same(event, leaf)
            outputs.append((path, self._add(leaving, leaf, sources, alias=same)))
        return {
            **packed_events(self.events, self.producers, list(self.places)),
            **packed_numbers(self.snapshots),
            "outputs": [path for path, event in outputs if event >= 0],
            "leaves": np.array([event for _, event in outputs if event >= 0], np.int32),
            "complete": self.complete,
        }

    # --- events ---

    def _add(
        self, site: int, value: Any, producers: list[int], alias: bool = False, part: bool = False
    ) -> int:
        """Add an event; its index, -1 where there is no room."""
        if len(self.events) >= MOST_EVENTS or self.produced + len(producers) > MOST_PRODUCERS:
            self.complete = False
            return -1
        flags, snapshot = 0, -1
        if alias and producers:
            _, snapshot, flags, _ = self.events[producers[0]]
            flags = ALIAS | flags & SINGLE
        elif isinstance(value, NUMBERS) and np.asarray(value).dtype.kind in "fiub":
            snapshot = self._snapshot(value)
            flags = SINGLE if getattr(value, "dtype", None) == np.float32 else 0
        if snapshot < 0:
            flags |= GROUP
        if part:
            flags |= PART
        self.events.append((site, snapshot, flags, self._place()))
        self.producers.append(producers)
        self.produced += len(producers)
        if not part:
            self.last[site] = len(self.events) - 1
        return len(self.events) - 1

    def _snapshot(self, value: Any) -> int:
        array = np.array(value, dtype=float)
        if array.size > LARGEST or self.numbers + array.size > MOST_NUMBERS:
            self.complete = False
            return -1
        self.numbers += array.size
        self.snapshots.append(array)
        return len(self.snapshots) - 1

    def _keep(self, value: Any, event: int) -> None:
        """Know an object again. It is kept alive, so that no other gets its id."""
        if event >= 0:
            self.by_id[id(value)] = event
            self.kept.append(value)

    def _find(self, value: Any) -> int | None:
        """The event that last made an object, or the one that it is a view of."""
        event = self.by_id.get(id(value))
        while event is None and isinstance(value, np.ndarray) and value.base is not None:
            value = value.base
            event = self.by_id.get(id(value))
        return event

    def _last_of_parts(self, site: int) -> list[int]:
        return [self.last[part] for part in self.parts[site] if part in self.last]

    def _sources(self, leaf: Any) -> list[int]:
        """The events that a part of the result came from."""
        event = self._find(leaf)
        if event is not None:
            return [event]
        found = [self._find(item) for item in arrays(leaf)]
        sources = list(dict.fromkeys(item for item in found if item is not None))
        return sources or ([self.returned] if self.returned >= 0 else [])

    def _same(self, event: int, value: Any) -> bool:
        """Whether an object still holds what it held at an event."""
        snapshot = self.events[event][1]
        return snapshot < 0 or equal(self.snapshots[snapshot], value)

    def _value(self, site: int, value: Any) -> None:
        kind = self.kinds[site]
        if kind == "return":
            self.returned = len(self.events)
        if isinstance(value, NUMBERS):
            if kind == "call":
                self._fill(site, value)
            self._number(site, kind, value)
        elif isinstance(value, (list, tuple, dict)):
            self._group(site, value)
        else:
            producers = self._last_of_parts(site)
            if producers or kind == "return":
                self._add(site, None, producers)
            else:
                self.last.pop(site, None)

    def _fill(self, site: int, value: Any) -> None:
        """Give fresh memory numbers, which are the same at each run."""
        fresh = self.operations[site].rpartition(".")[2] in EMPTY
        if fresh and isinstance(value, np.ndarray) and value.dtype.kind == "f":
            value[...] = 0

    def _number(self, site: int, kind: str, value: Any) -> None:
        before = self.by_id.get(id(value))
        if before is not None and kind != "call into" and self._same(before, value):
            self._keep(value, self._add(site, value, [before], alias=True))
            return
        producers = self._last_of_parts(site)
        if before is not None:
            producers.append(before)
        if not producers:
            source = self._find(value)
            producers = [source] if source is not None else []
        self._keep(value, self._add(site, value, producers))

    def _group(self, site: int, value: Any) -> None:
        inner = list(arrays(value))[:MOST_IN_GROUP]
        if not inner:
            self.last.pop(site, None)
            return
        found = [self._find(item) for item in inner]
        producers = [event for event in found if event is not None]
        fresh = [item for item, event in zip(inner, found) if event is None]  # noqa: B905
        parts = self._last_of_parts(site) if fresh else []
        self._add(site, None, producers + parts)
        for item in fresh:
            self._keep(item, self._add(site, item, parts, part=True))

    def _stored(self, site: int, value: Any) -> None:
        if not isinstance(value, NUMBERS):
            return
        if self.kinds[site] == "before":
            source = self._find(value)
            self._add(site, value, [source] if source is not None else [])
            return
        producers = self._last_of_parts(site)
        before = self.by_id.get(id(value))
        if before is not None and self.kinds[site] == "store":
            producers.append(before)
        self._keep(value, self._add(site, value, producers))
        base = value.base if isinstance(value, np.ndarray) else None
        if base is not None and id(base) in self.by_id:
            self._keep(base, self._add(site, base, [*producers, self.by_id[id(base)]]))

    # --- places ---

    def _turns(self, site: int, items: Any) -> Iterator[Any]:
        depth = len(frames_of(sys._getframe(1), self.top, self.files))
        loop = [site, 0, depth]
        sources = self._last_of_parts(site)
        try:
            for count, item in enumerate(items):
                if not any(entry is loop for entry in self.loops):
                    self.loops.append(loop)
                loop[1] = number_of(item, count)
                if self.active:
                    self._meet(site, item, sources)
                yield item
        finally:
            self.loops = [entry for entry in self.loops if entry is not loop]

    def _meet(self, site: int, item: Any, sources: list[int]) -> None:
        """Record what the loop variables hold."""
        for array in list(arrays(item))[:50]:
            source = self._find(array)
            if id(array) not in self.by_id:
                self._keep(array, self._add(site, array, sources if source is None else [source]))

    def _place(self) -> int:
        """Where the code is now: the calls, and the turns of the loops in each."""
        frames = frames_of(sys._getframe(1), self.top, self.files)
        self.loops = [loop for loop in self.loops if loop[2] <= len(frames)]
        place = -1
        for depth in range(1, len(frames) + 1):
            caller = frames[-(depth - 1)] if depth > 1 else (-1, 0)
            place = self._place_in(place, 0, *caller)
            for site, number, level in self.loops:
                if level == depth:
                    place = self._place_in(place, 1, site, number)
        return place

    def _place_in(self, above: int, kind: int, where: int, number: int) -> int:
        return self.places.setdefault((above, kind, where, number, 0), len(self.places))
