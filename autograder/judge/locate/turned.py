"""Right values the wrong way round: a matrix that is not transposed, an input of another step."""

from __future__ import annotations

import numpy as np

from autograder.judge.locate.finding import Finding
from autograder.judge.locate.flow import binding, operands, statement
from autograder.judge.locate.reading import Reading

_DEEPEST = 60


def turned(reading: Reading, event: int) -> Finding | None:
    """A matrix product that is right with one of its factors transposed, bound so elsewhere."""
    producers = reading.event(event).producers
    if reading.operation(event) != "@" or len(producers) != 2:
        return None
    left, right = (reading.event(item) for item in producers)
    if left.values is None or right.values is None or len(left.shape) != 2 != len(right.shape):
        return None
    a, b = left.values.reshape(left.shape), right.values.reshape(right.shape)
    for factor, product in ((producers[1], (a, b.T)), (producers[0], (a.T, b))):
        if product[0].shape[1] != product[1].shape[0]:
            continue
        if reading.pool.kind_of(np.ravel(product[0] @ product[1])) != "known":
            continue
        bound = binding(reading, factor)
        if bound is not None and statement(reading, bound) != statement(reading, event):
            return Finding("leaves", bound)
    return None


def wrong_step(reading: Reading, event: int) -> Finding | None:
    """An entry of a sequence that is read a step too early or too late in every turn."""
    for read in _reads_of_sequences(reading, event):
        shifts = set()
        for item in reading.trace.at_site[reading.event(read).site]:
            label, turn = reading.label(item), reading.step(item)
            if label is None or label.step is None or turn is None:
                return None
            shifts.add(label.step - turn)
        usual = {shift for shift in shifts if abs(shift) == 1}
        wrapped = len(shifts) - len(usual)
        if len(usual) == 1 and wrapped <= 1 and 0 not in shifts:
            return Finding("order", read, found=reading.label(read))
    return None


def _reads_of_sequences(reading: Reading, event: int) -> list[int]:
    """The parts of sequences that an event is made of, through the functions around it."""
    found: list[int] = []
    seen: set[int] = set()
    waiting = operands(reading, event)
    while waiting and len(seen) < _DEEPEST:
        item = waiting.pop(0)
        if item in seen:
            continue
        seen.add(item)
        maker = reading.makers[item]
        label = reading.label(maker)
        kind = reading.site(maker).kind
        if kind == "part" and label is not None and label.step is not None:
            found.append(maker)
        else:
            waiting += reading.event(item).producers
    return found
