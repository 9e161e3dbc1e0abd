"""An unknown value is made of known ones: was one of them not meant to be used so?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from autograder.data.trace import RETURNED
from autograder.judge.locate.algebra import Numbers
from autograder.judge.locate.finding import Finding
from autograder.judge.locate.flow import (
    handed_on,
    misread,
    operands,
    statement,
    used_well,
    value_used_well,
)
from autograder.judge.locate.reading import Reading
from autograder.judge.locate.siblings import better_called
from autograder.judge.locate.starts import lacking, lost, other_start, start_value
from autograder.judge.locate.turned import turned, twice, wrong_step
from autograder.judge.locate.walk import origins

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
    for rule in (
        start_value,
        lost,
        wrong_step,
        _wrong_role,
        twice,
        turned,
        _intruder,
        other_start,
    ):
        found = rule(reading, event)
        if found is not None:
            return found
    return None


def _wrong_role(reading: Reading, event: int) -> Finding | None:
    """A value that the reference has but never uses in such an operation."""
    operation = reading.operation(event)
    if operation not in _OPERATIONS:
        return None
    alone = len(reading.event(event).producers) == 1 and operation != "@"
    if belong_together(reading, event):
        return None
    producers = _factors(reading, event) if operation == "*" else reading.event(event).producers
    for operand in producers:
        found = reading.event(operand)
        if found.values is None or reading.kind(operand) != "known":
            continue
        never = reading.pool.never(operation, found.values, found.single)
        if alone:  # an operation with a constant is on the way to an activation, as in exp(-z)
            steps = reading.pool.steps(found.values, found.single)
            other = reading.pool.never("activation", found.values, found.single)
            never = np.where(steps, never, other)
        if not any(_inside(reading, item) for item in producers if item != operand):
            never |= _ended(reading, operand)
        if not never.any():
            continue
        bad = found.values[never]
        label = reading.pool.label(bad, found.single)
        if label is not None and label.named:
            continue  # it is complete as it is; it is this statement that uses it wrongly
        made = makers_of(reading, operand, bad)
        lacked = lacking(reading, made[-1])
        if lacked is not None:
            return lacked
        maker = unfinished_at(reading, made, bad, event)
        if maker is not None and statement(reading, maker) != statement(reading, event):
            known = label if not reading.pool.then(bad) else None
            return Finding("role", maker, found=known)
    return None


def _inside(reading: Reading, event: int) -> bool:
    """Whether a value is one on the way to an activation."""
    values = reading.event(event).values
    return values is not None and bool(reading.pool.then(values))


def _ended(reading: Reading, event: int) -> NDArray[np.bool_]:
    """Which numbers are what an activation with something wrong in it gives."""
    values = reading.event(event).values
    assert values is not None
    unfit = reading.pool.unfit(values)
    if unfit.any() and "end" in reading.pool.then(values[unfit]):
        return unfit
    return np.zeros(values.shape, bool)


def belong_together(reading: Reading, event: int) -> bool:
    """Whether an operation has the operands of one of the reference, so that it is itself wrong."""
    operands = [reading.event(item) for item in reading.event(event).producers]
    if len(operands) != 2 or any(item.values is None for item in operands):
        return False
    left, right = (item.values for item in operands)
    assert left is not None
    assert right is not None
    return reading.pool.together(left, right)


def unfinished_at(reading: Reading, made: list[int], values: Numbers, event: int) -> int | None:
    """The statement after which something should have been made of a value, and was not.

    Parameters
    ----------
    reading
        The learner's trace.
    made
        The events that held the value, from its use back to where it was made (`makers_of`).
    values
        The numbers.
    event
        The use.
    """
    if any(_has_good_use(reading, maker, values) for maker in made) or _good_neighbours(
        reading, made[-1]
    ):
        # It is used well elsewhere: what handed it on to this use is wrong.
        return max(handed_on(reading, made, event), default=None)
    own = statement(reading, made[-1])
    site = reading.site(made[-1])
    ended = "end" in reading.pool.then(values)
    if ended:
        before = [item for item in reading.through(made[-1]) if reading.kind(item) == "unknown"]
        first = origins(reading, before)
        if first:
            return first[0]
    called = reading.operation(made[-1]) == "activation" and site.kind in ("call", "call into")
    if reading.pool.role("+", values) and _overwritten(reading, made[-1]):
        return made[-1]
    if site.target == RETURNED and reading.pool.role("activation", values):
        # A function of its own computes what goes into an activation: its caller forgot that.
        outer = reading.call_around(made[-1])
        return made[-1] if outer is None else outer
    if site.target == RETURNED and not ended and reading.pool.steps(values).all():
        return made[-1]  # an activation that ends half-way
    term = reading.pool.role("+", values)  # the line that makes a sum of terms lacks one
    if not ended and not called and site.target != RETURNED:
        later = [
            item
            for item in (*made[:-1], *handed_on(reading, made, event))
            if statement(reading, item) not in (own, statement(reading, event))
            and reading.site(item).first
            and reading.site(item).target
            and not (term and reading.site(item).target == RETURNED)
            and not _splits(reading, item)
        ]
        if later:
            return min(later)
    wrong = (lambda item: bool(_ended(reading, item).any())) if ended else None
    maker = better_called(reading, made[-1], event, wrong)
    return None if reading.site(maker).kind in ("input", "loop") else maker


def _overwritten(reading: Reading, maker: int) -> bool:
    """Whether a statement binds its variable anew in every turn of a loop."""
    site, place = reading.site(maker), reading.event(maker).place
    return (
        site.kind in ("operation", "call")
        and site.target.isidentifier()
        and place >= 0
        and reading.trace.places[place].kind == "turn"
        and len(reading.trace.at_site[reading.event(maker).site]) > 1
    )


def _splits(reading: Reading, event: int) -> bool:
    """Whether an event is one of several parts, of which others are used well."""
    if not reading.event(event).part:
        return False
    place = reading.event(event).place
    return any(
        item != event
        and reading.event(item).place == place
        and _has_good_use(reading, item, values)
        for item in reading.trace.at_site[reading.event(event).site]
        if (values := reading.event(item).values) is not None
    )


def _good_neighbours(reading: Reading, maker: int) -> bool:
    """Whether what the same statement made for another name, in the same step, is used well.

    ``z = {k: … for k in "fio"}`` is an example, of which one entry goes on without its activation.
    """
    return any(
        reading.step(item) == reading.step(maker)
        and reading.calls(item) == reading.calls(maker)
        and _has_good_use(reading, item, values)
        for item in reading.trace.at_site[reading.event(maker).site]
        if item != maker and (values := reading.event(item).values) is not None
    )


def _factors(reading: Reading, event: int) -> list[int]:
    """The factors of a product within its statement; its own operands come first."""
    found = list(reading.event(event).producers)
    for item in found:
        if reading.operation(item) == "*" and statement(reading, item) == statement(reading, event):
            found += [new for new in reading.event(item).producers if new not in found]
    return found


def makers_of(reading: Reading, event: int, values: Numbers) -> list[int]:
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
        if nearer is None and len(values) > 1:
            values = values[:1]  # they come from several makers: follow the first number
        elif nearer is None:
            break
        else:
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


def _intruder(reading: Reading, event: int) -> Finding | None:
    """A variable whose value is right elsewhere, under another name, but not here.

    ``W_g = params["W_o"]`` is an example: what it holds makes something right under the name
    ``W_o``, and ``W_g`` itself makes nothing right.
    """
    here = statement(reading, event)
    suspects: list[int] = []
    if belong_together(reading, event):
        return None
    for operand in operands(reading, event):
        if reading.kind(operand) != "known":
            continue
        bound = misread(reading, operand)
        if bound is None:
            continue
        if used_well(reading, operand, here):
            continue
        if value_used_well(reading, operand, bound):
            suspects.append(bound)
    places = {statement(reading, item) for item in suspects}
    return Finding("role", suspects[0]) if len(places) == 1 else None
