"""The same expression at another time: in another call of its function, or another turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from autograder.judge.locate.algebra import Numbers
from autograder.judge.locate.flow import binding, misread, operands, sources
from autograder.judge.locate.names import Label
from autograder.judge.locate.reading import Reading

Calls: TypeAlias = "tuple[tuple[str, int], ...]"


def better_called(
    reading: Reading,
    event: int,
    below: int | None = None,
    is_wrong: Callable[[int], bool] | None = None,
) -> int:
    """The call to blame where the same expression is right when it is called from elsewhere.

    It is the callers' fault only where fewer of them get it wrong than get it right: a wrong helper
    may be right for some of its arguments.

    Parameters
    ----------
    reading
        The learner's trace.
    event
        What is not right.
    below
        Go up no further than to the function in which this event happens.
    is_wrong
        Tells what is not right. The default looks for unknown numbers.
    """
    least = 1 if below is None else reading.depth(below)
    if is_wrong is None:
        event = _activation_call(reading, event)
    while reading.depth(event) > least:
        right, wrong = _callers(reading, event, is_wrong)
        from_elsewhere = right - wrong and len(wrong) <= len(right)
        in_another_turn = wrong <= right and is_wrong is None and not _right_here(reading, event)
        outer = reading.call_around(event)
        if not (from_elsewhere or in_another_turn) or outer is None:
            return event
        event = outer
    return event


def _activation_call(reading: Reading, event: int) -> int:
    """The call of a helper that is an activation, or the slope of one, and is right as such."""
    outer = reading.call_around(event) if reading.depth(event) > 1 else None
    if outer is None:
        return event
    result = reading.event(outer).values
    for argument in sources(reading, outer):
        values = reading.event(argument).values
        if values is None or result is None or values.shape != result.shape or not values.size:
            continue
        if reading.kind(argument) == "known" and _is_activation(values, result):
            return outer
    return event


def _is_activation(values: Numbers, result: Numbers) -> bool:
    with np.errstate(all="ignore"):
        logistic, squashed = 1 / (1 + np.exp(-values)), np.tanh(values)
        curves = (logistic, squashed, logistic * (1 - logistic), 1 - squashed**2)
        return any(np.allclose(result, curve, rtol=1e-9, atol=1e-12) for curve in curves)


def _callers(
    reading: Reading, event: int, is_wrong: Callable[[int], bool] | None
) -> tuple[set[Calls], set[Calls]]:
    """From where the expression is right when it is called, and from where it is not."""
    right: set[Calls] = set()
    wrong: set[Calls] = {reading.calls(event)}
    for item in reading.trace.at_site[reading.event(event).site]:
        kind = reading.outcome(item)
        if kind == "known" and is_wrong is not None and is_wrong(item):
            wrong.add(reading.calls(item))
        elif kind == "known" and item != event:
            right.add(reading.calls(item))
        elif kind == "unknown" and _from_known(reading, item):
            wrong.add(reading.calls(item))
    return right, wrong


def _right_here(reading: Reading, event: int) -> bool:
    """Whether the expression is right in the very call of the function, in another turn."""
    return any(
        item != event
        and reading.outcome(item) == "known"
        and reading.activation(item) == reading.activation(event)
        for item in reading.trace.at_site[reading.event(event).site]
    )


def _from_known(reading: Reading, event: int) -> bool:
    return all(reading.kind(item) != "unknown" for item in reading.through(event))


def right_turns(reading: Reading, event: int) -> list[int]:
    """The other turns of the same loop, in the same call, in which the expression is right."""
    place = reading.event(event).place
    if place < 0 or reading.trace.places[place].kind != "turn":
        return []
    return [
        item
        for item in reading.trace.at_site[reading.event(event).site]
        if item != event
        and reading.event(item).place != place
        and reading.calls(item) == reading.calls(event)
        and reading.trace.places[reading.event(item).place].above
        == reading.trace.places[place].above
        and reading.outcome(item) == "known"
    ]


def out_of_step(reading: Reading, event: int, right: int) -> int | None:
    """What an expression reads now that is not what it reads where it is right.

    Parameters
    ----------
    reading
        The learner's trace.
    event, right
        The expression in a turn in which it is not right, and in one in which it is.

    Returns
    -------
    int or None
        The event to blame: where the variable got its value, else the reading itself.
    """
    shift = (reading.step(event) or 0) - (reading.step(right) or 0)
    pairs = zip(operands(reading, right), operands(reading, event), strict=False)
    for good, bad in pairs:
        if reading.site(good).text != reading.site(bad).text:
            continue
        before, now = reading.label(good), reading.label(bad)
        if before is None or reading.kind(bad) != "known":
            continue
        if now is None or not _same(before, now, shift):
            found = misread(reading, bad)
            return found if found is not None else binding(reading, bad) or bad
    return None


def _same(before: Label, now: Label, shift: int) -> bool:
    """Whether two labels are the same quantity, as many steps apart as the turns are."""
    if before.step is None or now.step is None:
        # A start value, such as c_0, stands for the quantity of the step before.
        return True
    return before.name == now.name and abs(now.step - before.step) == abs(shift)
