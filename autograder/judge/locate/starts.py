"""Values that are nothing but zeros or ones: where they start, or where their numbers got lost."""

from __future__ import annotations

import numpy as np

from autograder.data.trace import Site, Trace
from autograder.judge.locate.finding import Finding
from autograder.judge.locate.flow import (
    binding,
    bound_by_caller,
    operands,
    statement,
    used_well,
    value_used_well,
)
from autograder.judge.locate.known import special
from autograder.judge.locate.reading import Reading

_STARTS = frozenset(
    ("ones", "ones_like", "eye", "identity", "full", "full_like", "zeros", "zeros_like")
)
_DEEPEST_SUM = 4


def is_start(site: Site) -> bool:
    """Whether nothing but ones, zeros or the like are made at a site."""
    return site.kind == "call" and site.operation.rpartition(".")[2] in _STARTS


def start_value(reading: Reading, event: int) -> Finding | None:
    """A start value that the reference does not have: ones, or zeros in a matrix product."""
    inside = _inside_statement(reading, event)
    starts = _STARTS - _starts_of(reading.pool.truth)
    for item in inside:
        values = reading.event(item).values
        if values is None or values.size < 2 or reading.kind(item) != "special":
            continue
        maker = reading.makers[item]
        made_by = reading.site(maker).operation.rpartition(".")[2]
        complement = any(
            reading.operation(user) == "-" and reading.event(user).producers[:1] == (item,)
            for user in (event, *inside)
        )  # ones - f is 1 - f
        if made_by in starts and np.any(values) and not complement:
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


def other_start(reading: Reading, event: int) -> Finding | None:
    """A state that starts from the value of another one, such as ``h, c = h_0, h_0``."""
    both = [reading.event(item).values for item in reading.event(event).producers]
    right = [values for values in both if values is not None]
    if len(right) == len(both) == 2 and reading.pool.together(right[0], right[1]):
        return None
    for operand in operands(reading, event):
        if reading.kind(operand) != "known":
            continue
        if used_well(reading, operand, statement(reading, event)):
            continue
        bound = bound_by_caller(reading, operand)
        if bound is None or len(reading.trace.at_site[reading.event(bound).site]) > 1:
            continue
        if value_used_well(reading, operand, bound):
            return Finding("start value", bound)
    return None


def _starts_of(truth: Trace) -> frozenset[str]:
    """What the reference itself starts from, such as the unit matrix."""
    kept: frozenset[str] | None = truth.worked_out.get("starts")
    if kept is not None:
        return kept
    kept = truth.worked_out["starts"] = frozenset(
        truth.site_of(index).operation.rpartition(".")[2]
        for index, event in enumerate(truth.events)
        if event.values is not None and event.values.size and special(event.values).all()
    )
    return kept


def why_special(reading: Reading, event: int) -> Finding:
    """Where a value got its zeros or ones: an operation on numbers, or its start."""
    whole = reading.kind(event) == "special"
    item = event
    for _ in range(200):
        before = [
            producer
            for producer in reading.through(item)
            if (reading.kind(producer) == "special" if whole else _has_zeros(reading, producer))
        ]
        if not before:
            break
        item = before[0]
    if reading.site(item).kind == "before":
        bound = binding(reading, item)
        item = item if bound is None else bound
    while not reading.site(item).first and reading.event(item).producers:
        item = reading.event(item).producers[0]
    made = reading.makers[item]
    numbers = any(reading.kind(producer) == "known" for producer in reading.through(item))
    return Finding(
        "leaves" if numbers else "start value", made if reading.site(made).first else item
    )


def _has_zeros(reading: Reading, event: int) -> bool:
    values = reading.event(event).values
    return values is not None and bool((values == 0).any())


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


def lost(reading: Reading, event: int) -> Finding | None:
    """A value that lost its numbers on the way: all of it is 0 or 1, or the like."""
    here = statement(reading, event)
    for operand in operands(reading, event):
        if reading.kind(operand) != "special" or reading.site(operand).kind == "input":
            continue
        made = reading.makers[operand]
        if reading.site(made).kind != "operation" or statement(reading, made) == here:
            continue
        found = why_special(reading, operand)
        elsewhere = reading.site(made).function != reading.site(event).function
        constant = reading.site(found.event).kind == "operation"
        if found.kind == "leaves" or (elsewhere and constant):
            return found
    return None


def lacking(reading: Reading, maker: int, deep: int = 0) -> Finding | None:
    """A sum to which a product with zeros added nothing."""
    if reading.operation(maker) != "+" or deep > _DEEPEST_SUM:
        return None
    for operand in reading.event(maker).producers:
        inner = lacking(reading, reading.makers[operand], deep + 1)
        if inner is not None:
            return inner
    for operand in reading.event(maker).producers:
        values = reading.event(operand).values
        if values is not None and values.size > 1 and (values == 0).any():
            found = why_special(reading, operand)
            if found.kind == "leaves" or not reading.pool.multiplies_zeros:
                return found
    return None
