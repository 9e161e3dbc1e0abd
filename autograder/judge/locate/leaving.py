"""The first unknown value, and which statement made it."""

from __future__ import annotations

from autograder.judge.locate.finding import Finding
from autograder.judge.locate.reading import Reading
from autograder.judge.locate.roles import unfinished
from autograder.judge.locate.walk import is_running_sum


def leave(reading: Reading, origins: list[int]) -> Finding:
    """Point at the statement behind the first of these unknown values.

    Parameters
    ----------
    reading
        The learner's trace.
    origins
        Unknown values that are made of known ones; at least one.
    """
    firm = [event for event in origins if not is_running_sum(reading, event)]
    event = (firm or origins)[0]
    lifted, stale = _lifted(reading, event)
    if lifted != event:
        return Finding("leaves", lifted)
    if not stale:
        earlier = unfinished(reading, event)
        if earlier is not None:
            return earlier
    return Finding("order" if stale else "leaves", event)


def _lifted(reading: Reading, event: int) -> tuple[int, bool]:
    """The call to blame where the same expression is right when it is called from elsewhere.

    Returns
    -------
    event, stale
        The event itself or the call around it; and whether the expression is right in another turn
        of the same loop, so that what it reads is not what it should read now.
    """
    while True:
        others = [
            item for item in reading.trace.at_site[reading.event(event).site] if item != event
        ]
        right = [item for item in others if reading.kind(item) == "known"]
        if not right and reading.event(event).values is None:
            right = [item for item in others if _all_known(reading, item)]
        if not right:
            return event, False
        if reading.depth(event) < 2:
            return event, True
        calls = reading.calls(event)
        same_call = [item for item in right if reading.calls(item)[1:] == calls[1:]]
        if same_call and reading.step(event) is not None and _loop_in_call(reading, event):
            return event, True
        outer = _call_around(reading, event)
        if outer is None:
            return event, True
        event = outer


def _loop_in_call(reading: Reading, event: int) -> bool:
    """Whether a loop runs in the very function in which the event happens."""
    place = reading.event(event).place
    return place >= 0 and reading.trace.places[place].kind == "turn"


def _all_known(reading: Reading, event: int) -> bool:
    producers = reading.event(event).producers
    return bool(producers) and all(reading.kind(item) in ("known", "special") for item in producers)


def _call_around(reading: Reading, event: int) -> int | None:
    """The event of the call of the function in which an event happens."""
    chunk, line = reading.caller(event)
    depth = reading.depth(event)
    for later in range(event + 1, len(reading.trace.events)):
        site = reading.site(later)
        if (
            site.kind in ("call", "call into")
            and site.chunk == chunk
            and site.first <= line <= max(site.last, site.end_line)
            and reading.depth(later) == depth - 1
        ):
            return later
    return None
