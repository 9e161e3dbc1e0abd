"""Right values the wrong way round: not transposed, put in twice, or those of another step."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.judge.locate.finding import Finding
from autograder.judge.locate.flow import binding, operands, statement
from autograder.judge.locate.names import turns
from autograder.judge.locate.pool import Pool
from autograder.judge.locate.reading import Reading

_DEEPEST = 60


def turned(reading: Reading, event: int) -> Finding | None:
    """A matrix product that is right with one of its factors transposed, bound so elsewhere."""
    producers = reading.event(event).producers
    if reading.operation(event) != "@" or len(producers) != 2:
        return None
    left, right = (reading.event(item) for item in producers)
    if left.values is None or right.values is None or len(left.shape) + len(right.shape) != 4:
        return None
    if len(left.shape) != 2:
        return None
    a, b = left.values.reshape(left.shape), right.values.reshape(right.shape)
    for factor, product in ((producers[1], (a, b.T)), (producers[0], (a.T, b))):
        if product[0].shape[1] != product[1].shape[0]:
            continue
        if reading.pool.kind_of(np.ravel(product[0] @ product[1])) != "known":
            continue
        bound = binding(reading, factor)
        if bound is not None and statement(reading, bound) != statement(reading, event):
            return Finding("leaves", bound)
    return None


def twice(reading: Reading, event: int) -> Finding | None:
    """The same array put twice into an arrangement of several, such as a stack of weights."""
    waiting, seen = [event], set[int]()
    while waiting and len(seen) < 300:
        item = waiting.pop(0)
        if item in seen:
            continue
        seen.add(item)
        producers = reading.event(item).producers
        waiting += producers
        if reading.site(item).kind != "call" or len(producers) != 1:
            continue
        inner = reading.event(producers[0])
        if inner.values is not None or len(inner.producers) < 2:
            continue
        makers = [reading.makers[part] for part in inner.producers]
        for at, maker in enumerate(makers):
            values = reading.event(maker).values
            telling = values is not None and values.size > 1 and reading.kind(maker) == "known"
            if telling and maker in makers[:at]:
                return Finding("role", item)
    return None


def wrong_step(reading: Reading, event: int) -> Finding | None:
    """A quantity that is read a step too early or too late, in every turn of a loop."""
    reads = _reads_of_steps(reading, event)
    known = _usual_reads(reading.pool) if reads else frozenset()
    for read in reads:
        shifts: list[int] = []
        name = ""
        for item in reading.trace.at_site[reading.event(read).site]:
            label, turn = reading.label(item), reading.step(item)
            if label is None or label.step is None or turn is None or not label.named:
                continue
            name = label.name
            shifts.append(label.step - turn)
        usual = max(set(shifts), key=shifts.count, default=0)
        if shifts.count(usual) < max(2, len(shifts) - 1) or (name, usual) in known:
            continue
        if any(name == other for other, _ in known):
            return Finding("order", read, found=reading.label(read))
    return None


def _reads_of_steps(reading: Reading, event: int) -> list[int]:
    """The entries of sequences that an event is made of, through the functions around it."""
    found: list[int] = []
    seen: set[int] = set()
    waiting = operands(reading, event)
    while waiting and len(seen) < _DEEPEST:
        item = waiting.pop(0)
        if item in seen or reading.kind(item) == "unknown":
            continue
        seen.add(item)
        label = reading.label(item)
        if reading.site(item).kind == "part" and label is not None and label.step is not None:
            found.append(item)
        waiting += reading.event(item).producers
    return found


def _usual_reads(pool: Pool) -> frozenset[tuple[str, int]]:
    """Which quantities the reference reads in a turn of a loop, and from how many steps away."""
    kept: frozenset[tuple[str, int]] | None = pool.truth.worked_out.get("usual reads")
    if kept is None:
        kept = frozenset(_reads_of_truth(pool))
        pool.truth.worked_out["usual reads"] = kept
    return kept


def _reads_of_truth(pool: Pool) -> Iterator[tuple[str, int]]:
    for index, event in enumerate(pool.truth.events):
        around = turns(pool.truth, event.place)
        read = pool.truth.site_of(index).kind in ("name", "part", "loop")
        if not read or not around or event.values is None:
            continue
        label = pool.label(event.values)
        if label is not None and label.step is not None and label.named:
            yield label.name, label.step - around[-1][1] - 1
