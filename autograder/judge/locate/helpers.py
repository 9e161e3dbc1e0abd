"""A function of the learner's own for an activation, which gives something else."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from autograder.judge.locate.algebra import Numbers
from autograder.judge.locate.flow import sources
from autograder.judge.locate.reading import Reading
from autograder.judge.locate.walk import origins

_DEEPEST = 80
_LOGISTIC = re.compile("sig|logist|expit")


def wrong_activation(reading: Reading, event: int) -> int | None:
    """Where a helper for an activation goes wrong, though what it is given is right.

    What comes out may be made of right numbers by chance: where a helper gives 1 instead of
    ``f_t``, ``f * c_prev`` is ``c_prev``.

    Parameters
    ----------
    reading
        The learner's trace.
    event
        An unknown value that is made of known ones.
    """
    waiting, seen = [event], set[int]()
    while waiting and len(seen) < _DEEPEST:
        item = waiting.pop(0)
        if item in seen:
            continue
        seen.add(item)
        producers = reading.event(item).producers
        inner = [part for part in producers if reading.depth(part) > reading.depth(item)]
        if reading.site(item).kind == "call" and inner and _goes_wrong(reading, item):
            firsts = origins(reading, inner[:1])
            return firsts[0] if firsts else reading.makers[inner[0]]
        waiting += producers
    return None


def _goes_wrong(reading: Reading, call: int) -> bool:
    """Whether a call gets what goes into an activation, and gives neither of the two.

    One that is right for some numbers was meant to be one. So was one that is called so.
    """
    result = reading.event(call)
    given = [reading.event(item) for item in sources(reading, call)]
    numbers = [item for item in given if item.values is not None]
    if len(numbers) != 1 or result.values is None or numbers[0].shape != result.shape:
        return False
    z = numbers[0].values
    assert z is not None
    if z.size < 2 or not reading.pool.role("activation", z, result.single):
        return False
    right = _right(z, result.values, result.single)
    named = bool(_LOGISTIC.search(reading.site(call).operation.lower()))
    return not right.all(1).any() and (named or bool(right[0].any()))


def _right(z: Numbers, result: Numbers, single: bool) -> NDArray[np.bool_]:
    """For each curve that an activation may be, or its slope, where the result lies on it."""
    tolerance = 1e-4 if single else 1e-8
    with np.errstate(all="ignore"):
        logistic, squashed = 1 / (1 + np.exp(-z)), np.tanh(z)
        curves = (logistic, squashed, logistic * (1 - logistic), 1 - squashed**2)
        return np.stack([np.isclose(result, curve, tolerance, 1e-12) for curve in curves])
