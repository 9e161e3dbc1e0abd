"""What is recorded of a call: values, what they are made of, and where they came about."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.data.runs import Chunk, Task
from autograder.data.trace import Trace
from autograder.sandbox import Sandbox
from autograder.tracing.job import trace_here, trace_job, trace_of
from autograder.tracing.wrap import wrap

STEPS = """
import numpy as np

def half(v):
    return v / 2

def f(x, w):
    h = np.zeros(2)
    out = np.empty((3, 2))
    for t in range(3):
        h = half(x[t] + h * w["u"])
        out[t] = h
    return out, {"last": h}
"""
X, W = np.arange(6.0).reshape(3, 2) + 0.1, {"u": np.array([0.3, 0.7])}


def traced(source: str = STEPS, *arguments: object) -> Trace:
    trace = trace_here(wrap([Chunk("a.py", source)]), {}, "f", arguments or (X, W))
    assert trace is not None
    return trace


def texts(trace: Trace, kind: str) -> list[str]:
    return [
        trace.site_of(index).text
        for index in range(len(trace.events))
        if trace.site_of(index).kind == kind
    ]


def test_every_expression_is_recorded_with_what_it_is_made_of() -> None:
    trace = traced()
    sums = [index for index in range(len(trace.events)) if trace.site_of(index).operation == "+"]
    assert len(sums) == 3
    first = trace.events[sums[0]]
    assert first.values is not None
    assert np.array_equal(first.values, X[0])
    assert [trace.site_of(item).text for item in first.producers] == ["x[t]", "h * w['u']"]
    assert trace.complete


def test_an_object_is_followed_through_calls_and_names() -> None:
    trace = traced()
    [division] = [
        index for index in range(len(trace.events)) if trace.site_of(index).operation == "/"
    ][:1]
    call = next(
        index for index in range(len(trace.events)) if trace.site_of(index).operation == "half"
    )
    assert trace.events[call].alias
    assert trace.events[call].producers == (division,)


def test_places_are_calls_and_turns_with_their_numbers() -> None:
    trace = traced()
    divisions = [
        index for index in range(len(trace.events)) if trace.site_of(index).operation == "/"
    ]
    for number, index in enumerate(divisions):
        call = trace.places[trace.events[index].place]
        assert (call.kind, call.chunk, call.line) == ("call", "a.py", 11)
        turn = trace.places[call.above]
        assert (turn.kind, turn.number) == ("turn", number)


def test_outputs_are_the_leaves_of_the_result_with_their_paths() -> None:
    trace = traced()
    assert [path for path, _ in trace.outputs] == ["[0]", "[1]['last']"]
    event = trace.events[trace.outputs[0][1]]
    assert event.shape == (3, 2)


def test_a_value_is_kept_as_it_was_though_it_changes_later() -> None:
    trace = traced("def f(x):\n    y = x + 1\n    y += 1\n    return y\n", np.array([1.5]))
    values = [event.values.tolist() for event in trace.events if event.values is not None]
    assert [2.5] in values
    assert [3.5] in values


def test_numbers_in_lists_and_whole_numbers_are_results_too() -> None:
    trace = traced("def f(x):\n    return [1.5, 2.5], 7\n", 1.0)
    values = [trace.events[index].values for _, index in trace.outputs]
    assert [item is not None and item.tolist() for item in values] == [[1.5, 2.5], [7.0]]


def test_fresh_memory_is_the_same_at_every_run() -> None:
    trace = traced("import numpy as np\ndef f(x):\n    return np.empty(3)\n", 1.0)
    values = trace.events[trace.outputs[0][1]].values
    assert values is not None
    assert not values.any()


def test_a_long_run_is_cut_and_says_so() -> None:
    source = "def f(x):\n    for i in range(20000):\n        x = x + 1.0\n    return x\n"
    trace = traced(source, 1.5)
    assert not trace.complete
    assert len(trace.events) <= 30_000


def test_what_the_function_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        traced("def f(x):\n    return 1 / 0\n", 1.0)


def test_the_sandbox_records_the_same() -> None:
    wrapped = wrap([Chunk("a.py", STEPS)])
    with Sandbox(workers=1, allow_unsafe=True) as sandbox:
        run = sandbox.run(trace_job("x", wrapped, [Task("f", "", ())], "f", (X, W)))
    trace, here = trace_of(run, wrapped), traced()
    assert trace is not None
    assert len(trace.events) == len(here.events)
    assert trace.places == here.places
    assert trace.outputs == here.outputs
