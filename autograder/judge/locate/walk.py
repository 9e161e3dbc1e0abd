"""Walk back from wrong results, through unknown values only, to where they come from."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from autograder.judge.locate.reading import Reading

_PROBE = (1e-8, 2e-3)
"""How far a number is moved to measure a slope."""


def origins(reading: Reading, wrong: Iterable[int]) -> list[int]:
    """The unknown values that are made of known ones alone, the first first.

    Parameters
    ----------
    reading
        The learner's trace.
    wrong
        The events to start from.
    """
    found: list[int] = []
    seen: set[int] = set()
    waiting = list(wrong)
    while waiting:
        event = waiting.pop()
        if event in seen:
            continue
        seen.add(event)
        kind = reading.kind(event)
        if kind in ("known", "special"):
            continue
        unknown = [item for item in reading.through(event) if reading.kind(item) == "unknown"]
        waiting += unknown
        if kind == "unknown" and not unknown:
            found.append(event)
    return sorted(found)


def is_running_sum(reading: Reading, event: int) -> bool:
    """Whether an event is one turn of a sum that is made number by number.

    What such a sum holds on its way depends on the order of its terms, so it may be right and yet
    be unknown.
    """
    site = reading.site(event)
    found = reading.event(event)
    return (
        site.operation == "+"
        and found.values is not None
        and found.values.size == 1
        and len(reading.trace.at_site.get(found.site, ())) > 3
    )


def is_probe(reading: Reading, event: int) -> bool:
    """Whether an event moves one right number a little and stores it, to measure a slope.

    What is computed from it is unknown, be the code right or wrong.
    """
    site, values = reading.site(event), reading.event(event).values
    if site.operation not in ("+", "-") or values is None or values.size != 1:
        return False
    if "[" not in site.target or len(reading.trace.at_site.get(reading.event(event).site, ())) < 3:
        return False
    for item in reading.event(event).producers:
        before = reading.event(item).values
        if before is not None and before.shape == values.shape and reading.kind(item) == "known":
            return bool(_PROBE[0] < np.abs(values - before).item() < _PROBE[1])
    return False
