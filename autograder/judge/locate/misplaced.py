"""All numbers are known, but they stand in the wrong place, or only special numbers came back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from autograder.judge.locate.finding import Finding
from autograder.judge.locate.flow import misread, statement, used_well
from autograder.judge.locate.outputs import Output
from autograder.judge.locate.reading import Reading


def misplaced(reading: Reading, output: Output, others: Sequence[Output]) -> Finding | None:
    """Point at the statement that put known numbers where others belong.

    Parameters
    ----------
    reading
        The learner's trace.
    output
        The wrong result; its numbers are known.
    others
        All results.
    """
    if output.values is None or not output.events:
        return None
    wanted = _sorted(output.values)
    chain = _chain(reading, output.events[0], wanted)
    event = chain[-1]
    label = reading.pool.label(output.values)
    if wanted.size == output.expected.size and np.allclose(
        wanted, _sorted(output.expected), rtol=1e-6, atol=1e-12
    ):
        return Finding("order", _with_line(reading, event, chain), found=label)
    belongs = any(
        other.name != output.name
        and other.expected.size == wanted.size
        and np.allclose(_sorted(other.expected), wanted, rtol=1e-6, atol=1e-12)
        for other in others
    )
    if belongs or _used_elsewhere(reading, chain, wanted) or (label and label.named):
        event = _placing(reading, chain) or event
    return Finding("misplaced", _with_line(reading, event, chain), found=label)


def only_special(reading: Reading, output: Output) -> Finding | None:
    """Point at the statement where a result lost its numbers, such as a product with zeros."""
    if not output.events:
        return None
    event = output.events[0]
    waiting, seen, lost = [event], set[int](), list[int]()
    while waiting:
        item = waiting.pop()
        if item in seen:
            continue
        seen.add(item)
        producers = reading.event(item).producers
        kinds = {reading.kind(producer) for producer in producers}
        special = any(
            reading.kind(producer) == "special" and reading.event(producer).shape
            for producer in producers
        )
        if (
            reading.site(item).kind in ("operation", "call")
            and special
            and kinds & {"known", "unknown"}
        ):
            lost.append(item)
        waiting += [
            producer for producer in producers if reading.kind(producer) in ("special", "through")
        ]
    return Finding("start value", min(lost) if lost else reading.makers[event])


def _sorted(values: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.sort(np.abs(np.ravel(values)))
    return found


def _alike(reading: Reading, event: int, wanted: NDArray[np.float64]) -> bool:
    values = reading.event(event).values
    return (
        values is not None
        and values.size == wanted.size
        and bool(np.allclose(_sorted(values), wanted, rtol=1e-6, atol=1e-12))
    )


def _chain(reading: Reading, event: int, wanted: NDArray[np.float64]) -> list[int]:
    """The events that held these numbers, from the result back to where they were made."""
    chain = [event]
    while True:
        before = next(
            (item for item in reading.through(chain[-1]) if _alike(reading, item, wanted)), None
        )
        if before is None or before in chain:
            return chain
        chain.append(before)


def _used_elsewhere(reading: Reading, chain: list[int], wanted: NDArray[np.float64]) -> bool:
    """Whether something else that is right was made of these numbers."""
    return any(
        user not in chain
        and reading.kind(user) == "known"
        and not reading.event(user).alias
        and not _alike(reading, user, wanted)
        and reading.site(user).kind in ("operation", "call", "update")
        for item in chain
        for user in reading.trace.users[item]
    )


def _placing(reading: Reading, chain: list[int]) -> int | None:
    """The event of the return or the store that put these numbers in their place."""
    users = sorted({user for item in chain for user in reading.trace.users[item]})
    for kinds in (("return",), ("store",), ("group",)):
        for user in reversed(users):
            if reading.site(user).kind in kinds:
                return _passed(reading, user, chain)
    return None


def _passed(reading: Reading, event: int, chain: list[int]) -> int:
    """The return itself, or the statement before it that took the wrong value."""
    own = {reading.makers[item] for item in chain}
    for read in reading.event(event).producers:
        if reading.makers[read] in own and not used_well(reading, read, statement(reading, read)):
            taken = misread(reading, read)
            if taken is not None and reading.site(taken).kind in ("name", "part", "attribute"):
                return taken
    return event


def _with_line(reading: Reading, event: int, chain: list[int]) -> int:
    """The event, or the last one after it that stands in the learner's source."""
    if reading.site(event).first:
        return event
    users = [
        user for item in chain for user in reading.trace.users[item] if reading.site(user).first
    ]
    return max(users, default=event)
