"""Which quantities of the right solution are among the learner's numbers, and which are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from autograder.data.location import Picture
from autograder.data.trace import Trace
from autograder.judge.locate.known import RELATIVE, RELATIVE_SINGLE, special
from autograder.judge.locate.names import Label, turns
from autograder.judge.locate.pool import is_input
from autograder.judge.locate.reading import Reading

MOST = 16
_GIVEN = re.compile(r"^[A-Za-z]\w*_(t|prev|0)$")
"""Names of what a step is given. Weights have none of them."""


class Drawn(NamedTuple):
    """A picture, and the first quantity that is missing while all that it is made of is there.

    ``wanted`` is its label, ``None`` where there is no such quantity. ``made_of`` are all events of
    the truth that it is made of; empty where one of them stands within a larger formula only.
    """

    picture: Picture = Picture()
    wanted: Label | None = None
    made_of: frozenset[int] = frozenset()


def picture(reading: Reading, step: int | None) -> Drawn:
    """Sort the named quantities of the truth by what became of them.

    Parameters
    ----------
    reading
        The learner's trace.
    step
        The step of the sequence to look at; ``None`` for a function without steps.
    """
    truth = reading.pool.truth
    quantities = _quantities(reading, step)
    held = _held(reading)
    single = any(event.single for event in reading.trace.events)
    absent = {
        index: label
        for index, label in quantities.items()
        if not _is_there(truth.events[index].values, held, single)
    }
    # What stands within a larger formula that is right is right as well.
    passed = {
        item for index in quantities if index not in absent for item in _ancestors(reading, index)
    }
    missing = {index: label for index, label in absent.items() if index not in passed}
    right = [
        label.seen_from(step).name for index, label in quantities.items() if index not in missing
    ]
    first, wanted = _first(reading, absent), _first(reading, missing)
    if wanted is None or not right:
        return Drawn()
    follows = [label.seen_from(step).name for index, label in missing.items() if index != wanted]
    given, links = _links(reading, quantities, step)
    steps = 0 if step is None else reading.pool.steps_of_truth
    name = missing[wanted].seen_from(step).name
    backwards = _runs_backwards(truth, wanted)
    drawn = Picture(tuple(right), name, tuple(follows), given, links, steps, backwards)
    made_of = frozenset(_ancestors(reading, wanted) if first == wanted else ())
    return Drawn(drawn, missing[wanted], made_of)


def _first(reading: Reading, missing: dict[int, Label]) -> int | None:
    """The first that is made of nothing that is missing."""
    return next(
        (index for index in missing if not _ancestors(reading, index) & missing.keys()), None
    )


def lacks(drawn: Drawn, reading: Reading, event: int) -> bool:
    """Whether an event holds what the missing quantity is made of next: it was never computed."""
    values = reading.event(event).values
    if values is None or drawn.wanted is None or not drawn.wanted.named:
        return False
    telling = values[~special(values)]
    truth = reading.pool.truth
    return bool(telling.size) and any(
        (made := truth.events[item].values) is not None
        and made.size >= telling.size
        and not is_input(truth, item)
        and bool(np.isin(np.round(telling, 10), np.round(made, 10)).all())
        for item in drawn.made_of
    )


def _links(
    reading: Reading, quantities: dict[int, Label], step: int | None
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """What the quantities are made of at this step: the names of what is given, and the pairs."""
    names = {index: label.seen_from(step).name for index, label in quantities.items()}
    given: dict[str, None] = {}
    links: dict[tuple[str, str], None] = {}
    for index, name in names.items():
        collected = step is not None and quantities[index].step is None  # from all steps
        for source, found in _nearest(reading, index, names, step):
            if source not in names and collected:
                continue
            if source not in names:
                given[found] = None
            if found != name:
                links[found, name] = None
    return tuple(given)[:MOST], tuple(links)


def _nearest(
    reading: Reading, index: int, names: dict[int, str], step: int | None
) -> Iterator[tuple[int, str]]:
    """The nearest quantities, or values of a step, that an event of the truth is made of."""
    truth, makers = reading.pool.truth, reading.pool.makers
    named = dict(reading.pool.named())
    waiting, seen = list(truth.events[index].producers), set[int]()
    while waiting:
        item = makers[waiting.pop()]
        if item in seen:
            continue
        seen.add(item)
        label = named.get(item)
        if item in names:
            yield item, names[item]
        elif label is not None and label.named and _GIVEN.match(label.name):
            yield item, label.seen_from(step).name
        else:
            waiting += truth.events[item].producers


def _runs_backwards(truth: Trace, index: int) -> bool:
    """Whether the loop around an event goes from the last step to the first."""
    around = turns(truth, truth.events[index].place)
    if not around:
        return False
    site = around[-1][0]
    numbers = [
        place.number for place in truth.places if place.kind == "turn" and place.site == site
    ]
    return numbers[0] > numbers[-1]


def _quantities(reading: Reading, step: int | None) -> dict[int, Label]:
    """The quantities with a name of their own, at one step, each name once, in their order."""
    found: dict[str, tuple[int, Label]] = {}
    for index, label in reading.pool.named():
        fits = label.step is None or step is None or label.step == step
        values = reading.pool.truth.events[index].values
        telling = values is not None and not special(values).all()
        if label.named and fits and telling and not is_input(reading.pool.truth, index):
            made = reading.pool.truth.site_of(index).kind not in ("loop", "part", "attribute")
            if made:
                found.setdefault(label.name, (index, label))
    return dict(sorted(found.values())[:MOST])


def _held(reading: Reading) -> NDArray[np.float64]:
    """All numbers that the learner's function came by, sorted."""
    values = [
        event.values
        for index, event in enumerate(reading.trace.events)
        if event.values is not None and reading.makers[index] == index
    ]
    return np.unique(np.concatenate(values)) if values else np.zeros(1)


def _is_there(values: NDArray[np.float64] | None, held: NDArray[np.float64], single: bool) -> bool:
    if values is None:
        return False
    tolerance = (RELATIVE_SINGLE if single else RELATIVE) * np.abs(values) + 1e-12
    at = np.clip(np.searchsorted(held, values - tolerance), 0, len(held) - 1)
    return bool((np.abs(held[at] - values) <= tolerance).all())


def _ancestors(reading: Reading, index: int) -> set[int]:
    """All that an event of the truth is made of."""
    truth, makers = reading.pool.truth, reading.pool.makers
    found: set[int] = set()
    waiting = list(truth.events[index].producers)
    while waiting:
        item = waiting.pop()
        if item in found:
            continue
        found |= {item, makers[item]}
        waiting += truth.events[item].producers
    return found - {index}
