"""What a function went through in one case: the value of every expression, as plain data.

A `Trace` is recorded beside the code (`autograder.tracing`), of a learner's function or of the
reference. What a learner's process recorded can be forged: it affects words, never marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

SiteKind = Literal[
    "operation",
    "call",
    "call into",
    "name",
    "attribute",
    "part",
    "group",
    "comprehension",
    "loop",
    "turn",
    "store",
    "update",
    "before",
    "return",
    "input",
    "output",
]
"""What stands at a site: ``call into`` is a call with ``out=``, ``part`` a subscript, ``group`` a
tuple, list or dict, ``loop`` what a ``for`` runs over, ``turn`` the start of a turn of a ``while``,
``update`` an augmented assignment and ``before`` what its target held until then."""

ALIAS, SINGLE, GROUP, PART = 1, 2, 4, 8
"""Flags of an event: the same object as its producer's, single precision, a container or object
without numbers of its own, a part of the container that its site made."""

RETURNED, DROPPED = "return", "()"
"""The target of a return statement, and of one that keeps its value nowhere."""


@dataclass(frozen=True)
class Site:
    """An expression or a statement whose values are recorded.

    Parameters
    ----------
    kind
        What it is.
    chunk
        The name of the chunk of source (`autograder.data.runs.Chunk`).
    line, end_line
        Its lines, counted from 1.
    first, last
        The lines of the statement around it, of the header alone where a block follows.
    text
        Its source on one line.
    operation
        What is done there: an operator such as ``"@"``, or the name of what is called, such as
        ``"np.tanh"``. Empty elsewhere.
    parts
        The sites of its operands or arguments, as indices into `Trace.sites`.
    target
        What the statement around it assigns to, such as ``"f_t"``; `RETURNED` for a return
        statement, and empty for others.
    function
        The function that it stands in; empty at the top level.
    """

    kind: SiteKind
    chunk: str
    line: int
    end_line: int
    first: int
    last: int
    text: str
    operation: str = ""
    parts: tuple[int, ...] = ()
    target: str = ""
    function: str = ""


@dataclass(frozen=True)
class Event:
    """One value at one site.

    Parameters
    ----------
    site
        Index into `Trace.sites`.
    values
        The numbers in C order; ``None`` for a group or another object without numbers.
    shape
        The shape of the array, ``()`` for a number.
    producers
        The events whose values went into this one, in the order of the source.
    flags
        `ALIAS`, `SINGLE`, `GROUP`, `PART`, added up.
    place
        Index into `Trace.places`: which call and which turn of which loops it happened in.
    """

    site: int
    values: NDArray[np.float64] | None
    shape: tuple[int, ...]
    producers: tuple[int, ...]
    flags: int
    place: int

    @property
    def alias(self) -> bool:
        """Whether it is the very object that its producer made, unchanged."""
        return bool(self.flags & ALIAS)

    @property
    def part(self) -> bool:
        """Whether it is a part of a container that its site made."""
        return bool(self.flags & PART)

    @property
    def single(self) -> bool:
        """Whether it holds numbers of single precision."""
        return bool(self.flags & SINGLE)


@dataclass(frozen=True)
class Place:
    """A call of a function, or a turn of a loop, that events happen in.

    Parameters
    ----------
    above
        The place around it, an index into `Trace.places`; -1 for none.
    kind
        ``call`` or ``turn``.
    chunk, line
        Where the innermost frame was: for a call, the statement in the caller's own frame that is
        being run in it.
    site, number
        For a turn: the site of the loop, and the whole number that the loop variable holds, else
        how many turns came before.
    """

    above: int
    kind: Literal["call", "turn"]
    chunk: str = ""
    line: int = 0
    site: int = -1
    number: int = 0


@dataclass(frozen=True)
class Trace:
    """All that was recorded of one call.

    Parameters
    ----------
    sites
        The sites of the source.
    events
        The values in the order in which they came about.
    places
        The calls and turns that they happened in.
    outputs
        For each leaf of what was returned its path, such as ``"[3]['W_f']"``, and its event.
    complete
        Whether all of it was recorded. A long run is cut.
    """

    sites: tuple[Site, ...]
    events: tuple[Event, ...]
    places: tuple[Place, ...]
    outputs: tuple[tuple[str, int], ...]
    complete: bool = True

    @cached_property
    def worked_out(self) -> dict[str, Any]:
        """What was worked out from it, by what it is: kept as long as the trace."""
        return {}

    @cached_property
    def at_site(self) -> dict[int, tuple[int, ...]]:
        """The events of each site."""
        found: dict[int, list[int]] = {}
        for index, event in enumerate(self.events):
            found.setdefault(event.site, []).append(index)
        return {site: tuple(indices) for site, indices in found.items()}

    @cached_property
    def users(self) -> tuple[tuple[int, ...], ...]:
        """For each event those that it went into."""
        found: list[list[int]] = [[] for _ in self.events]
        for index, event in enumerate(self.events):
            for producer in event.producers:
                found[producer].append(index)
        return tuple(map(tuple, found))

    def site_of(self, event: int) -> Site:
        """The site of an event."""
        return self.sites[self.events[event].site]
