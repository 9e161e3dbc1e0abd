"""Only functions that a call may reach are recorded."""

from __future__ import annotations

import ast

import pytest

from autograder.data.runs import Chunk
from autograder.tracing.job import trace_here
from autograder.tracing.reached import unreached
from autograder.tracing.wrap import wrap

FUNCTIONS = (
    "def inner(x):\n    return x + 1\n\n"
    "def other(x):\n    return x * 5\n\n"
    "def f(x):\n    return inner(x) * 2\n"
)


def left_out(*more: str) -> frozenset[str]:
    return unreached([ast.parse(FUNCTIONS), *map(ast.parse, more)], "f")


def test_a_function_that_nothing_mentions_is_left_out() -> None:
    assert left_out() == {"other"}
    assert left_out("print(other(2))\nassert other(1) == 5\n") == {"other"}


@pytest.mark.parametrize(
    "more",
    [
        "def inner(x):\n    return other(x)\n",
        "if True:\n    inner = other\n",
        "TABLE = [other]\n\ndef inner(x):\n    return TABLE[0](x)\n",
        "def inner(x):\n    return Cell().go(x)\n\n"
        "class Cell:\n    def go(self, x):\n        return other(x)\n",
        "@register(other)\ndef third(x):\n    return x\n",
        "register(other)\n",
    ],
)
def test_whatever_may_hand_a_function_on_reaches_it(more: str) -> None:
    assert "other" not in left_out(more)


def test_what_is_left_out_still_runs_and_the_rest_is_recorded() -> None:
    wrapped = wrap([Chunk("a.py", FUNCTIONS + "\nNINE = other(2) - 1\n")], "f")
    assert {site.function for site in wrapped.sites} == {"", "inner", "f"}
    alone = wrap([Chunk("a.py", FUNCTIONS)], "f")
    trace = trace_here(alone, {}, "f", [2.0])
    assert trace is not None
    assert [event.values.tolist() for event in trace.events if event.values is not None][-1] == [6]
    assert {alone.sites[event.site].function for event in trace.events} == {"", "inner", "f"}
