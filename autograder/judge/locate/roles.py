"""Values that are right as far as they go, but are used where something should be made of them."""

from __future__ import annotations

import numpy as np

from autograder.judge.locate.finding import Finding
from autograder.judge.locate.reading import Reading

_STARTS = ("ones", "ones_like", "eye", "full", "full_like", "zeros", "zeros_like", "empty")
_STARTS += ("empty_like", "identity")


def unfinished(reading: Reading, event: int) -> Finding | None:
    """An earlier statement to blame for an unknown value, ``None`` where there is none.

    It made a start value that the reference does not have, or a value that the reference never uses
    in such an operation.
    """
    return _start_value(reading, event) or _wrong_role(reading, event)


def _start_value(reading: Reading, event: int) -> Finding | None:
    inside = _inside_statement(reading, event)
    for item in inside:
        values = reading.event(item).values
        if values is None or values.size < 2 or reading.kind(item) != "special":
            continue
        maker = reading.makers[item]
        made = reading.site(maker).operation.rpartition(".")[2] in _STARTS
        if made and np.any(values):
            return Finding("start value", maker)
    for item in (event, *inside):
        if reading.operation(item) != "@":
            continue
        for operand in reading.event(item).producers:
            values = reading.event(operand).values
            if values is not None and values.size > 1 and not np.any(values):
                return Finding("start value", reading.makers[operand])
    return None


def _inside_statement(reading: Reading, event: int) -> list[int]:
    """What went into an event within its own statement."""
    found: list[int] = []
    waiting = list(reading.event(event).producers)
    while waiting:
        item = waiting.pop(0)
        if item in found:
            continue
        found.append(item)
        site = reading.site(item)
        if (
            site.kind in ("operation", "call", "call into")
            and reading.event(item).place == reading.event(event).place
        ):
            waiting += reading.event(item).producers
    return found


def _wrong_role(reading: Reading, event: int) -> Finding | None:
    operation = reading.operation(event)
    if operation not in ("@", "*"):
        return None
    for operand in reading.event(event).producers:
        found = reading.event(operand)
        if found.values is None or reading.kind(operand) != "known":
            continue
        never = reading.pool.never(operation, found.values, found.single)
        if not never.any():
            continue
        needed = "*" if operation == "@" else "activation"
        if not reading.pool.only(needed, found.values[never], found.single):
            continue
        maker = _maker_of(reading, operand, found.values[never])
        site = reading.site(maker)
        if site.kind in ("input", "loop") or _used_well(reading, maker, found.values[never]):
            continue
        if (
            reading.calls(maker)[:1] == reading.calls(event)[:1]
            and site.first == reading.site(event).first
        ):
            continue
        return Finding("role", maker, found=reading.label(maker))
    return None


def _maker_of(reading: Reading, event: int, values: np.ndarray) -> int:
    """Walk back to where these numbers were made, through arrangements of them."""
    event = reading.makers[event]
    for _ in range(30):
        nearer = next(
            (
                reading.makers[item]
                for item in reversed(reading.through(event))
                if reading.makers[item] != event and _holds(reading, item, values)
            ),
            None,
        )
        if nearer is None:
            return event
        event = nearer
    return event


def _holds(reading: Reading, event: int, values: np.ndarray) -> bool:
    held = reading.event(event).values
    return held is not None and bool(np.isin(np.round(values, 12), np.round(held, 12)).all())


def _used_well(reading: Reading, maker: int, values: np.ndarray) -> bool:
    """Whether something right was made of the value elsewhere, such as its activation."""
    same = [item for item, made_by in enumerate(reading.makers) if made_by == maker]
    for item in same:
        for user in reading.trace.users[item]:
            if (
                user not in same
                and reading.kind(user) == "known"
                and reading.site(user).kind in ("operation", "call", "update")
                and not _holds(reading, user, values)
            ):
                return True
    return False
