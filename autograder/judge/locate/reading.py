"""A learner's trace, read with the known values of the case in hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from autograder.data.trace import SINGLE, Event, Site, Trace
from autograder.judge.locate.names import Label, depth, solid, turns
from autograder.judge.locate.pool import Class, Pool


class Reading:
    """Asks a trace and a pool together.

    Parameters
    ----------
    trace
        What the learner's function went through.
    pool
        The known values of the same case.
    """

    def __init__(self, trace: Trace, pool: Pool) -> None:
        self.trace, self.pool = _single_where_made_of_single(trace), pool
        self.makers = solid(trace)
        self._kinds: dict[int, Class] = {}
        self.right_results: frozenset[int] = frozenset()
        """The events that made results that are right."""

    def kind(self, event: int) -> Class:
        """What the numbers of an event are."""
        if event not in self._kinds:
            self._kinds[event] = self.pool.kind(self.trace.events[event])
        return self._kinds[event]

    def outcome(self, event: int) -> Class:
        """What an event gave; a container is judged by what it holds."""
        kind = self.kind(event)
        if kind != "through":
            return kind
        kinds = {self.kind(item) for item in self.through(event)}
        return "unknown" if "unknown" in kinds else "known" if "known" in kinds else "special"

    def event(self, index: int) -> Event:
        """The event of an index."""
        return self.trace.events[index]

    def site(self, event: int) -> Site:
        """The site of an event."""
        return self.trace.site_of(event)

    def label(self, event: int) -> Label | None:
        """What the numbers of an event are in the right solution."""
        found = self.event(event)
        return self.pool.label(found.values, found.single)

    def step(self, event: int) -> int | None:
        """The turn of the innermost loop, counted from 1, that an event happens in."""
        around = turns(self.trace, self.event(event).place)
        if not around:
            return None
        loop, number = around[-1]
        return number + (loop not in self._from_one)

    @cached_property
    def _from_one(self) -> frozenset[int]:
        """The loops whose variable counts from 1 up to the number of steps, or the other way."""
        numbers: dict[int, set[int]] = {}
        for place in self.trace.places:
            if place.kind == "turn":
                numbers.setdefault(place.site, set()).add(place.number)
        last = self.pool.steps_of_truth
        return frozenset(
            site for site, found in numbers.items() if min(found) == 1 and max(found) == last
        )

    def depth(self, event: int) -> int:
        """How many calls an event is in."""
        return depth(self.trace, self.event(event).place)

    def caller(self, event: int) -> tuple[str, int]:
        """The chunk and the line that called the function in which an event happens."""
        place = self.event(event).place
        while place >= 0:
            here = self.trace.places[place]
            if here.kind == "call":
                return here.chunk, here.line
            place = here.above
        return "", 0

    def activation(self, event: int) -> int:
        """The call of a function that an event happens in, as a place; -1 for none."""
        place = self.event(event).place
        while place >= 0 and self.trace.places[place].kind != "call":
            place = self.trace.places[place].above
        return place

    def calls(self, event: int) -> tuple[tuple[str, int], ...]:
        """The lines of the calls that an event is in, the innermost first."""
        found = []
        place = self.event(event).place
        while place >= 0:
            here = self.trace.places[place]
            if here.kind == "call":
                found.append((here.chunk, here.line))
            place = here.above
        return tuple(found)

    def call_around(self, event: int) -> int | None:
        """The event of the call of the function in which an event happens."""
        chunk, line = self.caller(event)
        depth = self.depth(event)
        for later in range(event + 1, len(self.trace.events)):
            site = self.site(later)
            if (
                site.kind in ("call", "call into")
                and site.chunk == chunk
                and site.first <= line <= max(site.last, site.end_line)
                and self.depth(later) == depth - 1
            ):
                return later
        return None

    def through(self, event: int) -> list[int]:
        """What went into an event, seen through containers: events with numbers."""
        found: list[int] = []
        seen: set[int] = set()
        waiting = list(self.event(event).producers)
        while waiting:
            producer = waiting.pop(0)
            if producer in seen:
                continue
            seen.add(producer)
            if self.kind(producer) == "through":
                waiting += self.event(producer).producers
            else:
                found.append(producer)
        return found

    def operation(self, event: int) -> str:
        """What is done at an event: an operator, ``activation``, or nothing."""
        site = self.site(event)
        if site.kind not in ("call", "call into"):
            return site.operation
        name = site.operation.rpartition(".")[2]
        for operation, names in _CALLS.items():
            if name in names:
                return operation
        return "activation" if "sigm" in name.lower() else ""


def _single_where_made_of_single(trace: Trace) -> Trace:
    """The trace in which what is made of single precision is told to be no more precise."""
    if not any(event.single for event in trace.events):
        return trace
    events: list[Event] = []
    for event in trace.events:
        single = event.single or any(events[item].single for item in event.producers)
        events.append(replace(event, flags=event.flags | SINGLE) if single else event)
    return replace(trace, events=tuple(events))


_CALLS = {
    "@": ("dot", "matmul", "einsum", "outer", "tensordot", "inner"),
    "*": ("multiply",),
    "+": ("add",),
    "-": ("subtract",),
    "/": ("divide", "true_divide"),
    "activation": (
        *("tanh", "exp", "expit", "abs", "absolute", "fabs", "negative"),
        *("minimum", "maximum", "logaddexp", "clip"),
    ),
}
