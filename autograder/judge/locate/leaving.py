"""The first unknown value, and which statement made it."""

from __future__ import annotations

from autograder.judge.locate.finding import Finding
from autograder.judge.locate.reading import Reading
from autograder.judge.locate.roles import unfinished
from autograder.judge.locate.siblings import better_called, out_of_step, right_turns
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
    earlier = unfinished(reading, event)
    if earlier is not None:
        return earlier
    event = better_called(reading, event)
    for right in right_turns(reading, event)[:1]:
        read = out_of_step(reading, event, right)
        if read is not None:
            return Finding("order", read, found=reading.label(read))
    return Finding("leaves", event)
