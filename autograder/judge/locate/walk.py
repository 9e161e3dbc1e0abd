"""Walk back from wrong results, through unknown values only, to where they come from."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.judge.locate.reading import Reading


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
