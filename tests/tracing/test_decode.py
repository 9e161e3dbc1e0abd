"""A forged trace is none: it never raises and never stalls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.data.runs import Chunk
from autograder.tracing.decode import read_trace
from autograder.tracing.job import start
from autograder.tracing.wrap import Wrapped, wrap

SOURCE = """
def f(x):
    y = x * 2
    for i in range(2):
        y = g(y)
    return y

def g(z):
    return z + 1
"""


def recorded() -> tuple[dict[str, Any], Wrapped]:
    wrapped = wrap([Chunk("a.py", SOURCE)])
    namespace: dict[str, Any] = {}
    recorder = start(wrapped, namespace)
    exec(compile(wrapped.chunks[0].source, "a.py", "exec"), namespace)
    return recorder.call(namespace["f"], [np.array([1.5, 2.5])]), wrapped


def test_what_was_recorded_is_read() -> None:
    value, wrapped = recorded()
    assert read_trace(value, wrapped) is not None


def put(name: str, at: Any, number: int) -> Callable[[dict[str, Any]], None]:
    def change(value: dict[str, Any]) -> None:
        value[name] = value[name].copy()
        value[name][at] = number

    return change


def let(name: str, something: Any) -> Callable[[dict[str, Any]], None]:
    return lambda value: value.update({name: something})


FORGED: dict[str, Callable[[dict[str, Any]], None]] = {
    "a site that is not there": put("events", (0, 0), 10_000),
    "a negative site": put("events", (0, 0), -1),
    "a snapshot that is not there": put("events", (0, 1), 10_000),
    "flags that are none": put("events", (0, 2), 99),
    "a place that is not there": put("events", (0, 3), 10_000),
    "a producer that comes later": put("producers", 0, 9),
    "a negative producer": put("producers", 0, -1),
    "more producers than there are": put("counts", 0, 5),
    "a negative count": put("counts", 0, -1),
    "an axis without end": put("axes", 0, 2**31 - 1),
    "a negative rank": put("ranks", 0, -1),
    "a rank too many": put("ranks", 0, 9),
    "a place above itself": put("places", (1, 0), 1),
    "a line that is not there": put("places", (1, 2), 77),
    "a result that is not there": put("leaves", 0, 10_000),
    "names that are no text": let("outputs", [7]),
    "a name without end": let("outputs", ["x" * 10_000]),
    "one name too many": let("outputs", ["", ""]),
    "events of another type": let("events", np.zeros((3, 4))),
    "events of another shape": let("events", np.zeros((3, 5), np.int32)),
    "no events": let("events", None),
    "numbers of another type": let("numbers", np.zeros(1, np.int32)),
    "too few numbers": let("numbers", np.zeros(1)),
    "far too many events": let("events", np.zeros((40_000, 4), np.int32)),
}


@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED)
def test_a_forged_trace_is_none(change: Callable[[dict[str, Any]], None]) -> None:
    value, wrapped = recorded()
    change(value)
    assert read_trace(value, wrapped) is None


@pytest.mark.parametrize("value", [None, 3, [], {}, "trace", np.zeros(3)], ids=str)
def test_what_is_no_trace_is_none(value: Any) -> None:
    assert read_trace(value, recorded()[1]) is None
