"""All numbers of a result are known, but they are not those that belong there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from autograder.judge.locate.finding import Finding
from autograder.judge.locate.flow import handed_on, statement, used_well
from autograder.judge.locate.known import special
from autograder.judge.locate.outputs import Output
from autograder.judge.locate.reading import Reading
from autograder.judge.locate.roles import makers_of, unfinished_at
from autograder.judge.locate.starts import why_special
from autograder.judge.locate.walk import is_running_sum


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
    bad = _out_of_place(output)
    telling = bad[~special(bad)]
    if not telling.size:
        found = why_special(reading, output.events[0])
        return _unfilled(reading, found) or found
    event = next(
        (item for item in output.events if _has_any(reading, item, telling)), output.events[0]
    )
    unfit = telling[reading.pool.unfit(telling)]
    short = _short_loop(reading, event)
    if short is not None:
        return short
    label = reading.pool.label(unfit) if unfit.size else None
    if label is not None and not label.named:
        made = makers_of(reading, event, unfit)
        short = _short_loop(reading, made[-1])
        if short is not None and not is_running_sum(reading, made[-1]):
            return short
        maker = unfinished_at(reading, made, unfit, event)
        if maker is not None and reading.site(maker).first:
            return Finding("role", maker, found=reading.pool.label(unfit))
    label = reading.pool.label(telling)
    made = makers_of(reading, event, telling)
    if _rearranged(output, bad):
        last = next((item for item in made if reading.site(item).first), event)
        return Finding("order", last, found=label)
    place = _selected(reading, made, event, output)
    if place is None:
        place = _taken(reading, made, event)
    return Finding("misplaced", place if place is not None else event, found=label)


def _rearranged(output: Output, bad: NDArray[np.float64]) -> bool:
    """Whether the wrong numbers are those that belong to the other wrong places."""
    assert output.values is not None
    if output.values.size != output.expected.size:
        return False
    wanted = output.expected.ravel()
    wrong = np.abs(output.values - wanted) > 1e-9 + 1e-6 * np.abs(wanted)
    wanted = wanted[wrong] if wrong.any() else wanted
    return len(bad) == len(wanted) and bool(
        np.allclose(_sorted(bad), _sorted(wanted), rtol=1e-6, atol=1e-12)
    )


def _unfilled(reading: Reading, found: Finding) -> Finding | None:
    """The loop that should have filled an array and left some of it out."""
    stores = [
        item
        for item in range(found.event + 1, len(reading.trace.events))
        if reading.site(item).kind in ("store", "update")
        and found.event in _line_of_makers(reading, item)
    ]
    turns: dict[int, list[int]] = {}
    for item in stores:
        place = reading.event(item).place
        around = reading.trace.places[place] if place >= 0 else None
        if around is not None and around.kind == "turn" and around.number >= 0:
            turns.setdefault(around.site, []).append(item)
    if not turns:
        return None
    loop = min(turns, key=lambda site: len(turns[site]))
    return Finding("order", turns[loop][0], site=loop)


def _line_of_makers(reading: Reading, event: int) -> set[int]:
    """What an array was before it was stored into, back to where it was made."""
    found: set[int] = set()
    item = event
    for _ in range(2000):
        before = [
            reading.makers[producer]
            for producer in reading.event(item).producers
            if reading.event(producer).shape == reading.event(event).shape
        ]
        if not before or before[-1] in found:
            return found
        item = before[-1]
        found.add(item)
    return found


def _selected(reading: Reading, made: list[int], event: int, output: Output) -> int | None:
    """The index that took the wrong one of several values, while the right one stood beside it."""
    wanted = output.expected.ravel()
    for read in made:
        whole = [reading.event(item).values for item in reading.event(read).producers[:1]]
        if reading.site(read).kind == "part" and any(
            values is not None and values.size > wanted.size and _holds_all(values, wanted)
            for values in whole
        ):
            return read
    for read in reversed(handed_on(reading, made, event)):
        site = reading.site(read)
        if site.kind != "part" or not site.parts:
            continue
        held = [item for item in reading.trace.at_site.get(site.parts[0], ()) if item < read][-1:]
        for container in held:
            for item in reading.event(container).producers:
                values = reading.event(item).values
                if (
                    values is not None
                    and values.size == output.expected.size
                    and np.allclose(values, output.expected.ravel(), rtol=1e-6, atol=1e-12)
                ):
                    return read
    return None


def _out_of_place(output: Output) -> NDArray[np.float64]:
    """The returned numbers that are not right where they stand; all, where the shape is wrong."""
    assert output.values is not None
    if output.values.size != output.expected.size:
        return output.values
    wanted = output.expected.ravel()
    wrong = np.abs(output.values - wanted) > 1e-9 + 1e-6 * np.abs(wanted)
    return output.values[wrong] if wrong.any() else output.values


def _has_any(reading: Reading, event: int, numbers: NDArray[np.float64]) -> bool:
    values = reading.event(event).values
    return values is not None and bool(np.isin(numbers, values).any())


def _short_loop(reading: Reading, event: int) -> Finding | None:
    """A loop that made all its turns rightly, but too few or too many of them."""
    maker = reading.makers[event]
    place = reading.event(maker).place
    if place < 0 or reading.trace.places[place].kind != "turn" or reading.step(maker) is None:
        return None
    same = reading.trace.at_site[reading.event(maker).site]
    above = reading.trace.places[place].above
    turns = [
        item for item in same if reading.trace.places[reading.event(item).place].above == above
    ]
    if (
        len(turns) < 2
        or turns[-1] != maker
        or reading.site(maker).kind not in ("operation", "update")
    ):
        return None
    if any(reading.kind(item) != "known" for item in turns):
        return None
    loop = reading.trace.places[place].site
    reads = reading.trace.at_site.get(loop)
    if not reads:
        return Finding("order", maker, site=loop)
    return Finding("order", reads[0])


def _taken(reading: Reading, made: list[int], event: int) -> int | None:
    """What took the numbers to this place: a return, a store, or a variable that was bound so."""
    reads = handed_on(reading, made, event)
    for read in reversed(reads):
        if used_well(reading, read, statement(reading, read)):
            return read
    if reads:
        return reads[-1]
    return next((item for item in reversed(made) if reading.site(item).first), None)


def _holds_all(values: NDArray[np.float64], wanted: NDArray[np.float64]) -> bool:
    return bool(np.isin(np.round(wanted, 10), np.round(values, 10)).all())


def _sorted(values: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.sort(np.abs(np.ravel(values)))
    return found
