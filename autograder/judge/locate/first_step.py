"""A loop that begins with another step than the reference: its start value is not to blame."""

from __future__ import annotations

from collections import Counter

import numpy as np

from autograder.data.trace import Trace
from autograder.judge.locate.finding import Finding
from autograder.judge.locate.names import turns
from autograder.judge.locate.pool import Pool
from autograder.judge.locate.reading import Reading


def other_first_step(reading: Reading, event: int, found: Finding) -> Finding | None:
    """The loop to blame for zeros that meet another step than those of the reference.

    Parameters
    ----------
    reading
        The learner's trace.
    event
        An unknown value that is made of known ones.
    found
        What another rule says of it.
    """
    start = reading.event(found.event).values
    around = turns(reading.trace, reading.event(event).place)
    outside = turns(reading.trace, reading.event(found.event).place)
    if start is None or np.any(start) or len(around) <= len(outside):
        return None
    here = Counter(
        label.step
        for item in range(event + 1)
        if turns(reading.trace, reading.event(item).place) == around
        and reading.site(item).kind in ("loop", "part", "name")
        and (label := reading.label(item)) is not None
        and label.named
        and label.step is not None
    )
    truth = _first_steps(reading.pool)
    if not here or not truth or truth & {step for step, _ in here.most_common(2)}:
        return None
    return Finding("order", event, site=around[-1][0])


def _first_steps(pool: Pool) -> frozenset[int]:
    """The steps in which the reference uses zeros that it starts from."""
    truth, makers = pool.truth, pool.makers
    kept: frozenset[int] | None = truth.worked_out.get("first steps")
    if kept is None:
        kept = truth.worked_out["first steps"] = frozenset(
            around[-1][1] + 1
            for event in truth.events
            if event.values is not None
            and (around := turns(truth, event.place))
            and any(
                _zeros(truth, item) and len(turns(truth, truth.events[item].place)) < len(around)
                for item in map(makers.__getitem__, event.producers)
            )
        )
    return kept


def _zeros(truth: Trace, event: int) -> bool:
    values = truth.events[event].values
    return values is not None and values.size > 1 and not np.any(values)
