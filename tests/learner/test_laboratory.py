"""Running a learner's function again in their kernel: on copies, quietly, and for a short time."""

from __future__ import annotations

import linecache
import textwrap
from typing import Any

import numpy as np
import pytest

from autograder.judge.edits.candidates import candidates
from autograder.judge.edits.place import find_place
from autograder.judge.edits.variants import PRELUDE, caller, opened
from autograder.learner.laboratory import KernelLaboratory
from autograder.learner.own_source import chunks_of
from tests.judge.made import case

A = np.array([[0.25, -1.5], [0.75, 2.0]])
CASE = case(A, inputs={"x": A})
CELL = """
calls = []
scale = 2.0


def helper(x):
    calls.append(x)
    print("in the helper")
    return scale * x


def f(x):
    y = helper(x)
    return y - 1
"""


def cell(
    source: str, space: dict[str, Any] | None = None, name: str = "<cell 1>"
) -> dict[str, Any]:
    """Run source as a notebook's cell: its text can be found under its name."""
    source = textwrap.dedent(source)
    linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name
    space = {} if space is None else space
    exec(compile(source, name, "exec"), space)
    return space


def attempted(laboratory: KernelLaboratory, line: int) -> Any:
    (chunk,) = laboratory.chunks
    place = find_place(chunk.source, line)
    assert place is not None
    tried = tuple(candidates(place))
    opening = opened(chunk, place)
    assert opening is not None
    changed = opening.filled(tried)
    calls = [(number, CASE) for number in range(-1, len(tried))]
    return laboratory.attempt("f", (PRELUDE, changed, caller("f")), calls)


def test_each_change_is_run_on_copies_and_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    space = cell(CELL)
    helper = space["helper"]
    runs = attempted(KernelLaboratory(space["f"]), 14)
    assert runs is not None
    np.testing.assert_allclose(runs[0].value[0], 2 * A - 1)
    others = [run.value[0] for run in runs if run.value is not None]
    assert any(isinstance(value, np.ndarray) and np.allclose(value, 2 * A + 1) for value in others)
    assert space["helper"] is helper
    assert not [name for name in space if "gatewise" in name]
    assert capsys.readouterr() == ("", "")


def test_what_a_function_goes_through_is_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    space = cell(CELL)
    before = dict(space)
    trace = KernelLaboratory(space["f"]).trace("f", CASE)
    assert trace is not None
    lines = {site.line for site in trace.sites if site.chunk == "the cell of f"}
    assert {9, 13, 14} <= lines
    assert {name: value for name, value in space.items() if name != "calls"}.keys() == (
        before.keys() - {"calls"}
    )
    assert capsys.readouterr() == ("", "")


def test_functions_of_several_cells_keep_their_lines() -> None:
    space = cell("\n\ndef helper(x):\n    return x\n", name="<cell 1>")
    cell("def f(x):\n    return helper(x)\n", space, "<cell 2>")
    chunks = {chunk.name: chunk.source for chunk in chunks_of(space["f"])}
    assert chunks["the cell of f"] == "def f(x):\n    return helper(x)"
    assert "\n\ndef helper(x):\n    return x" in chunks.values()


def test_no_time_no_run() -> None:
    laboratory = KernelLaboratory(cell(CELL)["f"], seconds=0.0)
    assert laboratory.trace("f", CASE) is None
    assert attempted(laboratory, 14) is None


def test_when_the_time_is_up_the_rest_is_not_run() -> None:
    source = "def f(x):\n    sum(range(1_000_000))\n    return x + 1\n"
    runs = attempted(KernelLaboratory(cell(source)["f"], seconds=0.1), 3)
    assert runs is not None
    outcomes = [run.outcome for run in runs]
    assert outcomes[0] == "returned"
    assert outcomes[-1] == "skipped"
    assert outcomes.count("skipped") > len(outcomes) / 2


def test_a_change_that_never_ends_is_ended() -> None:
    source = "def f(x):\n    n = 0\n    while n < 3:\n        n = n + 1\n    return x + n\n"
    runs = attempted(KernelLaboratory(cell(source)["f"], seconds=30.0), 4)
    assert runs is not None
    assert {run.error for run in runs if run.outcome == "raised"} >= {"GatewiseOver"}


@pytest.mark.parametrize("function", [len, np.tanh, lambda x: x])
def test_a_function_without_source_is_left_alone(function: Any) -> None:
    if getattr(function, "__code__", None) is not None:
        function = eval("lambda x: x")
    laboratory = KernelLaboratory(function)
    assert laboratory.chunks == ()
    assert laboratory.trace("f", CASE) is None
    assert laboratory.attempt("f", (), [(0, CASE)]) is None


def test_a_function_inside_another_one_is_left_alone() -> None:
    space = cell("def outer(n):\n    def f(x):\n        return x + n\n    return f\n")
    assert KernelLaboratory(space["outer"](2)).chunks == ()
