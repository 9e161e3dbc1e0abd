"""An unknown value is made of known ones: was one of them not meant to be used so?"""

from __future__ import annotations

import numpy as np

from autograder.judge.locate.algebra import Numbers
from autograder.judge.locate.finding import Finding
from autograder.judge.locate.flow import (
    binding,
    misread,
    operands,
    statement,
    used_well,
    value_used_well,
)
from autograder.judge.locate.reading import Reading
from autograder.judge.locate.siblings import better_called

_STARTS = frozenset(
    "ones ones_like eye identity full full_like zeros zeros_like empty empty_like".split()
)
_OPERATIONS = ("@", "*", "+", "-", "/", "activation")


def unfinished(reading: Reading, event: int) -> Finding | None:
    """An earlier statement to blame for an unknown value, ``None`` where there is none.

    Parameters
    ----------
    reading
        The learner's trace.
    event
        An unknown value that is made of known ones.
    """
    for rule in (_start_value, _lost, _wrong_role, _twice, _intruder):
        found = rule(reading, event)
        if found is not None:
            return found
    return None


def _start_value(reading: Reading, event: int) -> Finding | None:
    """A start value that the reference does not have: ones, or zeros in a matrix product."""
    inside = _inside_statement(reading, event)
    for item in inside:
        values = reading.event(item).values
        if values is None or values.size < 2 or reading.kind(item) != "special":
            continue
        maker = reading.makers[item]
        if reading.site(maker).operation.rpartition(".")[2] in _STARTS and np.any(values):
            return Finding("start value", maker)
    if reading.pool.multiplies_zeros:
        return None
    for item in (event, *inside):
        if reading.operation(item) != "@":
            continue
        for operand in reading.event(item).producers:
            values = reading.event(operand).values
            if values is not None and values.size > 1 and not np.any(values):
                return why_special(reading, operand)
    return None


def why_special(reading: Reading, event: int) -> Finding:
    """Where a value became nothing but zeros or ones: a product with zeros, or its start."""
    first = reading.makers[event]
    waiting, seen = [event], set[int]()
    lost: list[int] = []
    while waiting:
        item = waiting.pop()
        if item in seen:
            continue
        seen.add(item)
        producers = reading.event(item).producers
        kinds = {reading.kind(producer) for producer in producers}
        if reading.site(item).kind in ("operation", "call") and "known" in kinds:
            lost.append(item)
        waiting += [item for item in producers if reading.kind(item) in ("special", "through")]
    if lost:
        return Finding("leaves", min(lost))
    return Finding("start value", first)


def _inside_statement(reading: Reading, event: int) -> list[int]:
    """What went into an event within its own statement."""
    found: list[int] = []
    waiting = list(reading.event(event).producers)
    place = reading.event(event).place
    while waiting:
        item = waiting.pop(0)
        if item in found:
            continue
        found.append(item)
        made_here = reading.site(item).kind in ("operation", "call", "call into")
        if made_here and reading.event(item).place == place:
            waiting += reading.event(item).producers
    return found


def _lost(reading: Reading, event: int) -> Finding | None:
    """A value that lost its numbers on the way: all of it is 0 or 1, or the like."""
    for operand in operands(reading, event):
        if reading.kind(operand) != "special":
            continue
        maker = reading.makers[operand]
        site = reading.site(maker)
        if site.kind != "operation" or statement(reading, maker) == statement(reading, event):
            continue
        producers = reading.event(maker).producers
        from_numbers = any(reading.kind(item) in ("known", "unknown") for item in producers)
        if from_numbers or (not producers and site.function != reading.site(event).function):
            return Finding("leaves", maker)
    return None


def _wrong_role(reading: Reading, event: int) -> Finding | None:
    """A value that the reference has but never uses in such an operation."""
    operation = reading.operation(event)
    if operation not in _OPERATIONS:
        return None
    producers = reading.event(event).producers
    for operand in producers:
        found = reading.event(operand)
        if found.values is None or reading.kind(operand) != "known":
            continue
        never = reading.pool.never(operation, found.values, found.single)
        if not never.any():
            continue
        bad = found.values[never]
        label = reading.pool.label(bad, found.single)
        if label is not None and label.named:
            continue  # it is complete as it is; it is this statement that uses it wrongly
        made = _makers_of(reading, operand, bad)
        lacking = _lacking(reading, made[-1])
        if lacking is not None:
            return lacking
        if any(_has_good_use(reading, maker, bad) for maker in made):
            continue
        maker = better_called(reading, made[-1], event)
        if reading.site(maker).kind in ("input", "loop"):
            continue
        if statement(reading, maker) == statement(reading, event):
            continue
        return Finding("role", maker, found=label)
    return None


def _lacking(reading: Reading, maker: int) -> Finding | None:
    """A sum to which a matrix product with zeros added nothing."""
    if reading.operation(maker) != "+" or reading.pool.multiplies_zeros:
        return None
    for operand in reading.event(maker).producers:
        values = reading.event(operand).values
        if values is not None and values.size > 1 and not np.any(values):
            return why_special(reading, operand)
    return None


def _makers_of(reading: Reading, event: int, values: Numbers) -> list[int]:
    """Walk back to where these numbers were made, through arrangements of them alone."""
    found = [reading.makers[event]]
    for _ in range(30):
        last = found[-1]
        if reading.operation(last) in _OPERATIONS:
            break
        nearer = next(
            (
                reading.makers[item]
                for item in reversed(reading.through(last))
                if reading.makers[item] != last and _holds(reading, item, values)
            ),
            None,
        )
        if nearer is None:
            break
        found.append(nearer)
    return found


def _holds(reading: Reading, event: int, values: Numbers) -> bool:
    held = reading.event(event).values
    return held is not None and bool(np.isin(np.round(values, 12), np.round(held, 12)).all())


def _has_good_use(reading: Reading, maker: int, values: Numbers) -> bool:
    """Whether something right was made of a value, such as its activation."""
    first = reading.makers[maker]
    same = [item for item, made_by in enumerate(reading.makers) if made_by == first]
    return any(
        user not in same
        and reading.kind(user) == "known"
        and reading.site(user).kind in ("operation", "call", "update")
        and not _holds(reading, user, values)
        for item in same
        for user in reading.trace.users[item]
    )


def _twice(reading: Reading, event: int) -> Finding | None:
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
                return Finding("role", _second(reading, inner.producers, maker, item))
    return None


def _second(reading: Reading, producers: tuple[int, ...], maker: int, around: int) -> int:
    """The last time that an array was read for an arrangement."""
    here = statement(reading, around)
    reads = [
        item
        for item in range(around)
        if reading.makers[item] == maker
        and reading.site(item).kind in ("part", "name", "attribute")
        and statement(reading, item) == here
    ]
    return around if not reads or reading.event(producers[0]).values is None else around


def _intruder(reading: Reading, event: int) -> Finding | None:
    """A variable whose value is right elsewhere, under another name, but not here.

    ``W_g = params["W_o"]`` is an example: what it holds makes something right under the name
    ``W_o``, and ``W_g`` itself makes nothing right.
    """
    here = statement(reading, event)
    suspects: list[int] = []
    for operand in operands(reading, event):
        if reading.kind(operand) != "known":
            continue
        bound = misread(reading, operand)
        if bound is None or binding(reading, operand) is None:
            continue
        if not used_well(reading, operand, here) and value_used_well(reading, operand, here):
            suspects.append(bound)
    places = {statement(reading, item) for item in suspects}
    return Finding("role", suspects[0]) if len(places) == 1 else None
