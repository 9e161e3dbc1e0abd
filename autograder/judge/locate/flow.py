"""Where a variable of the learner's got its value, and whether it is used well elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from autograder.judge.locate.reading import Reading

_MADE = ("operation", "call", "call into", "update", "comprehension")


def statement(reading: Reading, event: int) -> tuple[str, int]:
    """The chunk and the first line of the statement that an event happens in."""
    site = reading.site(event)
    return site.chunk, site.first


def sources(reading: Reading, event: int) -> list[int]:
    """What an event is made of; for a call of the learner's own function, its arguments."""
    site, found = reading.site(event), reading.event(event)
    own = any(reading.depth(item) > reading.depth(event) for item in found.producers)
    if site.kind != "call" or not own:
        return list(found.producers)
    arguments: list[int] = []
    for part in site.parts:
        here = [
            item
            for item in reading.trace.at_site.get(part, ())
            if item < event and reading.event(item).place == found.place
        ]
        arguments += here[-1:]
    return arguments


def operands(reading: Reading, event: int) -> list[int]:
    """The variables and parts of variables that an event is made of, within its own statement."""
    here = statement(reading, event)
    found: list[int] = []
    seen: set[int] = set()
    waiting = sources(reading, event)
    while waiting:
        item = waiting.pop(0)
        if item in seen:
            continue
        seen.add(item)
        site = reading.site(item)
        if site.kind in ("name", "attribute", "part", "before", "input", "loop"):
            if site.kind == "attribute" and site.text.endswith(".T"):
                waiting += reading.event(item).producers
            else:
                found.append(item)
        elif statement(reading, item) == here:
            waiting += reading.event(item).producers
        else:
            found.append(item)
    return found


def variable(reading: Reading, event: int) -> str:
    """The variable that an event reads: ``c`` for ``c``, ``c[t]`` and ``c.T``; else nothing.

    An entry of a dict is a variable of its own, such as ``cache['f']``.
    """
    site = reading.site(event)
    if site.kind not in ("name", "attribute", "part", "before"):
        return ""
    text = site.target if site.kind == "before" else site.text
    found = re.match(r"(self\.)?\w+(\['\w+'\])?", text)
    return found[0] if found else ""


def binding(reading: Reading, event: int) -> int | None:
    """The last event of the statement that gave a variable its value, in the same call.

    ``None`` for parameters and for what is no variable.
    """
    name = variable(reading, event)
    if not name:
        return None
    here = reading.site(event)
    calls = reading.calls(event)
    pattern = re.compile(rf"(?<![\w.]){re.escape(name)}(?![\w.(])")
    for earlier in range(event - 1, -1, -1):
        site = reading.site(earlier)
        if (
            site.target
            and site.chunk == here.chunk
            and (site.function == here.function or name.startswith("self."))
            and site.first != here.first
            and (name.startswith("self.") or reading.calls(earlier)[: len(calls)] == calls)
            and site.kind not in ("before",)
            and pattern.search(site.target)
        ):
            return earlier
    return None


def misread(reading: Reading, event: int) -> int | None:
    """The statement that let a variable have this value, as the event that read it there.

    It is followed through other variables, calls and returns, to the first that is used well
    elsewhere: what read that one took the wrong value. Without such a one it is the statement that
    bound the variable; ``None`` for parameters and for what is no variable.
    """
    bound = binding(reading, event)
    own = variable(reading, event)
    maker = reading.makers[event]
    for item in range(event - 1, maker, -1):
        if reading.makers[item] != maker or not _passes(reading, item):
            continue
        if not reading.site(item).target:
            continue
        name = variable(reading, item)
        if name and name != own and used_well(reading, item, statement(reading, item)):
            return item
    return bound


def bound_by_caller(reading: Reading, event: int) -> int | None:
    """The statement of a calling function that gave its variable the value of a parameter."""
    maker, depth = reading.makers[event], reading.depth(event)
    for item in range(event - 1, maker, -1):
        if reading.makers[item] == maker and reading.depth(item) < depth:
            bound = binding(reading, item)
            if bound is not None:
                return bound
    return None


def _passes(reading: Reading, event: int) -> bool:
    """Whether an event only hands on what it reads, in an assignment or a return."""
    site = reading.site(event)
    if site.kind not in ("name", "part", "attribute"):
        return False
    here = statement(reading, event)
    return not any(
        statement(reading, user) == here
        and not reading.event(user).alias
        and reading.event(user).values is not None
        and reading.site(user).kind not in ("part", "attribute")
        and not _same_numbers(reading, event, user)
        for user in reading.trace.users[event]
    )


def _same_numbers(reading: Reading, left: int, right: int) -> bool:
    """Whether one event holds all the numbers of another, as a copy or a stack does."""
    values, held = reading.event(left).values, reading.event(right).values
    return (
        values is not None
        and held is not None
        and values.size <= held.size
        and bool(np.isin(values, held).all())
    )


def used_well(reading: Reading, event: int, apart_from: tuple[str, int]) -> bool:
    """Whether the variable that an event reads is used elsewhere to make something right.

    Parameters
    ----------
    reading
        The learner's trace.
    event
        Reads the variable.
    apart_from
        A statement that does not count.
    """
    return any(
        statement(reading, item) != apart_from and _makes_right(reading, item, apart_from)
        for item in _reads_of(reading, event)
    )


def value_used_well(reading: Reading, event: int, bound: int) -> bool:
    """Whether the same numbers make something right elsewhere, under another name.

    What the statement that bound the variable did on its way, at ``bound``, does not count.
    """
    wanted = reading.event(event).values
    if wanted is None:
        return False
    own = variable(reading, event)
    for item, other in enumerate(reading.trace.events):
        if (
            other.values is not None
            and other.values.size == wanted.size
            and reading.site(item).kind in ("name", "attribute", "part", "before", "input", "loop")
            and variable(reading, item) not in ("", own)
            and (item > bound or reading.depth(item) <= reading.depth(bound))
            and sorted(other.values.tolist()) == sorted(wanted.tolist())
            and (
                _made_apart(reading, item, event)
                or _makes_right(reading, item, ("", 0), event)
                or reading.makers[item] in reading.right_results
            )
        ):
            return True
    return False


def _reads_of(reading: Reading, event: int) -> Iterator[int]:
    """The events that read the same variable while it has this value."""
    name, function = variable(reading, event), reading.site(event).function
    for item, maker in enumerate(reading.makers):
        if (
            maker == reading.makers[event]
            and reading.site(item).function == function
            and variable(reading, item) == name
        ):
            yield item


def _makes_right(
    reading: Reading, event: int, apart_from: tuple[str, int], not_through: int | None = None
) -> bool:
    """Whether something known is made of an event, also in the functions that it is passed to.

    What is made through the variable that the event ``not_through`` reads does not count.
    """
    depth = reading.depth(event)
    waiting, seen = [event], set[int]()
    while waiting:
        item = waiting.pop()
        for user in reading.trace.users[item]:
            if user in seen:
                continue
            seen.add(user)
            site = reading.site(user)
            if (
                not_through is not None
                and variable(reading, user) == variable(reading, not_through)
                and site.function == reading.site(not_through).function
            ):
                continue
            if reading.event(user).alias or site.kind in ("part", "attribute"):
                deeper = reading.depth(user) > depth or site.kind in ("part", "attribute")
                if deeper:
                    waiting.append(user)
            elif reading.event(user).values is not None and _same_numbers(reading, item, user):
                waiting.append(user)
            elif (
                site.kind in _MADE
                and statement(reading, user) != apart_from
                and reading.kind(user) == "known"
            ):
                return True
    return False


def _made_apart(reading: Reading, left: int, right: int) -> bool:
    """Whether two equal values were computed twice, and none is a copy of the other."""
    first, second = reading.makers[left], reading.makers[right]
    copied = {reading.makers[item] for item in (*reading.through(first), *reading.through(second))}
    return first != second and not {first, second} & copied


def handed_on(reading: Reading, makers: Iterable[int], until: int) -> list[int]:
    """The events that read some values only to hand them on, in the order of time.

    Parameters
    ----------
    reading
        The learner's trace.
    makers
        The events that made the values.
    until
        Nothing from this event on counts.
    """
    wanted = set(makers)
    return [
        item
        for item in range(until)
        if reading.makers[item] in wanted
        and reading.makers[item] != item
        and _passes(reading, item)
        and reading.site(item).first
    ]
