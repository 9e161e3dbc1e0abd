"""A loop in which a value is not carried from one step to the next: it stays what it was."""

from __future__ import annotations

from autograder.judge.locate.finding import Finding
from autograder.judge.locate.flow import operands
from autograder.judge.locate.names import turns
from autograder.judge.locate.pool import Pool
from autograder.judge.locate.reading import Reading


def not_carried(reading: Reading, event: int, right: int) -> Finding | None:
    """What an expression reads is still what the loop started from.

    Parameters
    ----------
    reading
        The learner's trace.
    event, right
        The expression in a turn in which it is not right, and in one in which it is.
    """
    starts = _start_values(reading.pool)
    for good, bad in zip(operands(reading, right), operands(reading, event), strict=False):
        label = reading.label(bad)
        if (
            reading.makers[good] == reading.makers[bad]
            and label is not None
            and label.step is None
            and label.name in starts
        ):
            return Finding("not carried", bad, found=label)
    return None


def _start_values(pool: Pool) -> frozenset[str]:
    """What the reference reads in one turn of its loop over the steps, and in no other."""
    kept: frozenset[str] | None = pool.truth.worked_out.get("start values")
    if kept is not None:
        return kept
    read: dict[str, set[int]] = {}
    every: set[int] = set()
    for event in pool.truth.events:
        around = turns(pool.truth, event.place)
        if not around or event.values is None:
            continue
        every.add(around[-1][1])
        label = pool.label(event.values)
        if label is not None and label.named and label.step is None:
            read.setdefault(label.name, set()).add(around[-1][1])
    found = frozenset(name for name, at in read.items() if len(at) == 1 and len(every) > 1)
    pool.truth.worked_out["start values"] = found
    return found
