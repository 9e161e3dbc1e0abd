"""What the reference goes through in each case, stored with an answer key.

It stays packed until a wrong exercise asks for it: a right one pays nothing.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, cast

import numpy as np

from autograder.data.codec import BadFrame, decode, encode
from autograder.data.trace import Event, Place, Site, Trace

MOST_BYTES = 256 << 20
MOST_UNPACKED = 32
"""Traces that stay unpacked."""


@dataclass(frozen=True)
class Recordings:
    """Traces of the reference, by exercise and case.

    Parameters
    ----------
    raw
        The packed traces, which `pack_recordings` makes.
    """

    raw: bytes = b""

    def trace(self, slug: str, case: str, visible: bool) -> Trace | None:
        """The trace of one case; ``None`` where there is none, or where it is damaged.

        The last ones stay unpacked: a class asks for the same cases again and again.
        """
        name = _name(slug, case, visible)
        if name not in self._unpacked:
            if len(self._unpacked) >= MOST_UNPACKED:
                self._unpacked.pop(next(iter(self._unpacked)))
            self._unpacked[name] = self._read(name)
        return self._unpacked[name]

    @cached_property
    def _unpacked(self) -> dict[str, Trace | None]:
        return {}

    def _read(self, name: str) -> Trace | None:
        packed = self._packed.get("traces", {}).get(name)
        if packed is None:
            return None
        try:
            return _unpack(cast("Mapping[str, Any]", _read(packed.tobytes())), self._sites)
        except (BadFrame, zlib.error, KeyError, TypeError, ValueError, IndexError):
            return None

    def has(self, slug: str, case: str, visible: bool) -> bool:
        """Whether there is a trace of a case."""
        return _name(slug, case, visible) in self._packed.get("traces", {})

    def visible(self) -> Recordings:
        """The part that learners get: the traces of visible cases."""
        if not self.raw:
            return self
        kept = {
            name: packed
            for name, packed in self._packed["traces"].items()
            if name.endswith(_VISIBLE)
        }
        return Recordings(_write({"sites": self._packed["sites"], "traces": kept}))

    @cached_property
    def _packed(self) -> Mapping[str, Any]:
        if not self.raw:
            return {}
        try:
            return cast("Mapping[str, Any]", _read(self.raw))
        except (BadFrame, zlib.error):
            return {}

    @cached_property
    def _sites(self) -> tuple[Site, ...]:
        names = list(Site.__dataclass_fields__)
        sites = (dict(zip(names, row, strict=True)) for row in json.loads(self._packed["sites"]))
        return tuple(Site(**(site | {"parts": tuple(site["parts"])})) for site in sites)


NO_RECORDINGS = Recordings()
"""For a key without any."""


def pack_recordings(
    sites: tuple[Site, ...], traces: Mapping[tuple[str, str, bool], Trace]
) -> Recordings:
    """Pack traces that have all the same sites, by exercise, case, and whether it is visible."""
    if not traces:
        return Recordings()
    used = {event.site for trace in traces.values() for event in trace.events}
    used |= {place.site for trace in traces.values() for place in trace.places}
    nothing = Site("input", "", 0, 0, 0, 0, "")
    kept = [site if index in used else nothing for index, site in enumerate(sites)]
    return Recordings(
        _write(
            {
                # As one text: thousands of values, of which a right exercise reads none.
                "sites": json.dumps(
                    [[getattr(site, name) for name in Site.__dataclass_fields__] for site in kept]
                ),
                "traces": {
                    _name(*key): np.frombuffer(_write(_pack(trace)), np.uint8)
                    for key, trace in traces.items()
                },
            }
        )
    )


_VISIBLE = "\0visible"


def _name(slug: str, case: str, visible: bool) -> str:
    return f"{slug}\0{case}{_VISIBLE if visible else ''}"


def _write(value: Any) -> bytes:
    return zlib.compress(encode(value), 6)


def _read(raw: bytes) -> Any:
    return decode(zlib.decompress(raw), max_bytes=MOST_BYTES)


def _pack(trace: Trace) -> dict[str, Any]:
    events, numbers = trace.events, []
    starts: dict[int, int] = {}
    at: list[int] = []
    size = 0
    for event in events:
        if event.values is None:
            at.append(-1)
            continue
        same = starts.get(id(event.values))
        if same is None:
            same = starts[id(event.values)] = size
            numbers.append(event.values)
            size += event.values.size
        at.append(same)
    return {
        "rows": np.array(
            [[event.site, event.flags, event.place, len(event.producers)] for event in events],
            np.int32,
        ).reshape(-1, 4),
        "at": np.array(at, np.int64),
        "shapes": _flat(trace, lambda event: event.shape),
        "ranks": np.array([len(event.shape) for event in events], np.int32),
        "producers": _flat(trace, lambda event: event.producers),
        "numbers": np.concatenate(numbers) if numbers else np.zeros(0),
        "places": [
            [place.above, place.kind, place.chunk, place.line, place.site, place.number]
            for place in trace.places
        ],
        "outputs": [list(item) for item in trace.outputs],
        "complete": trace.complete,
    }


def _flat(trace: Trace, of: Callable[[Event], tuple[int, ...]]) -> Any:
    return np.array([item for event in trace.events for item in of(event)], np.int64)


def _unpack(packed: Mapping[str, Any], sites: tuple[Site, ...]) -> Trace:
    numbers = packed["numbers"]
    shapes = _cut(packed["shapes"], packed["ranks"])
    producers = _cut(packed["producers"], packed["rows"][:, 3])
    events = []
    rows = zip(packed["rows"].tolist(), packed["at"].tolist(), shapes, producers, strict=True)
    views: dict[tuple[int, int], Any] = {}
    for (site, flags, place, _), start, shape, sources in rows:
        values = None
        if start >= 0:
            size = int(np.prod(shape, dtype=np.int64))
            values = views.setdefault((start, size), numbers[start : start + size])
        events.append(Event(site, values, shape, sources, flags, place))
    return Trace(
        sites,
        tuple(events),
        tuple(Place(*item) for item in packed["places"]),
        tuple((path, event) for path, event in packed["outputs"]),
        packed["complete"],
    )


def _cut(flat: Any, counts: Any) -> list[tuple[int, ...]]:
    ends = [0, *np.cumsum(counts).tolist()]
    items = flat.tolist()
    return [tuple(items[first:last]) for first, last in pairwise(ends)]
