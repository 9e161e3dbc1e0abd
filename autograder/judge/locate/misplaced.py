"""All numbers of a result are known, but they are not those that belong there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from autograder.judge.locate.finding import Finding
from autograder.judge.locate.flow import handed_on, statement, used_well
from autograder.judge.locate.outputs import Output
from autograder.judge.locate.pool import special
from autograder.judge.locate.reading import Reading
from autograder.judge.locate.roles import makers_of, unfinished_at, why_special


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
        return why_special(reading, output.events[0])
    event = next(
        (item for item in output.events if _has_any(reading, item, telling)), output.events[0]
    )
    unfit = telling[reading.pool.unfit(telling)]
    short = _short_loop(reading, event, output)
    if short is not None:
        return short
    label = reading.pool.label(unfit) if unfit.size else None
    if label is not None and not label.named:
        made = makers_of(reading, event, unfit)
        maker = unfinished_at(reading, made, unfit, event)
        if maker is not None and reading.site(maker).first:
            return Finding("role", maker, found=reading.pool.label(unfit))
    label = reading.pool.label(telling)
    rearranged = telling.size == output.values.size == output.expected.size and np.allclose(
        _sorted(output.values), _sorted(output.expected), rtol=1e-6, atol=1e-12
    )
    made = makers_of(reading, event, telling)
    if rearranged:
        last = next((item for item in made if reading.site(item).first), None)
        return Finding("order", _innermost(reading, made) or last or event, found=label)
    place = _taken(reading, made, event)
    return Finding("misplaced", place if place is not None else event, found=label)


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


def _short_loop(reading: Reading, event: int, output: Output) -> Finding | None:
    """A loop that made all its turns rightly, but too few or too many of them."""
    maker = reading.makers[event]
    place = reading.event(maker).place
    if place < 0 or reading.trace.places[place].kind != "turn" or reading.step(maker) is None:
        return None
    same = reading.trace.at_site[reading.event(maker).site]
    turns = [item for item in same if reading.calls(item) == reading.calls(maker)]
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


def _innermost(reading: Reading, made: list[int]) -> int | None:
    """The arrangement that first has the numbers in the wrong order."""
    return next((item for item in reversed(made) if reading.site(item).first), None)


def _taken(reading: Reading, made: list[int], event: int) -> int | None:
    """What took the numbers to this place: a return, a store, or a variable that was bound so."""
    reads = handed_on(reading, made, event)
    for read in reversed(reads):
        if used_well(reading, read, statement(reading, read)):
            return read
    if reads:
        return reads[-1]
    return next((item for item in reversed(made) if reading.site(item).first), None)


def _sorted(values: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.sort(np.abs(np.ravel(values)))
    return found
