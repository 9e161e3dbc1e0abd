"""Walk back from wrong results, through unknown values only, to where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from autograder.judge.locate.reading import Reading

_CONSTANT = re.compile(r"[+-] (\d+\.?\d*(?:e-?\d+)?)$")
_TINY = 1e-3
"""The largest number that is taken for the step of a difference quotient."""


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


def is_nudge(reading: Reading, event: int) -> bool:
    """Whether a single number is tiny, or is moved a little, as for a difference quotient."""
    moved = reading.event(event).values
    if moved is None or moved.size != 1:
        return False
    parts = [event]
    if reading.operation(event) in ("+", "-"):
        parts += reading.event(event).producers
    values = [reading.event(item).values for item in parts]
    numbers = [number.item() for number in values if number is not None and number.size == 1]
    written = _CONSTANT.search(reading.site(event).text)
    numbers += [float(written[1])] if written else []
    return any(0 < abs(number) <= _TINY for number in numbers)


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
