"""Finding the statement that a location means."""

from __future__ import annotations

import ast

import pytest

from autograder.judge.edits.place import LONGEST_SOURCE, find_place

SOURCE = """\
import numpy as np
scale = 2; offset = 3

@np.vectorize
def step(x, w):
    for t in range(3):
        x = x + (
            w
        )
    return np.tanh(
        x
    )

sigmoid = lambda z: 1 / (1 + np.exp(z))
"""


@pytest.mark.parametrize(
    ("line", "last", "statement"),
    [
        (7, 0, "x = x + w"),
        (8, 8, "x = x + w"),
        (10, 12, "return np.tanh(x)"),
        (6, 0, "for t in range(3):\n    x = x + w"),
        (14, 0, "sigmoid = lambda z: 1 / (1 + np.exp(z))"),
    ],
)
def test_the_smallest_statement_that_holds_the_lines(line: int, last: int, statement: str) -> None:
    place = find_place(SOURCE, line, last)
    assert place is not None
    assert ast.unparse(place.statement) == statement


def test_what_is_written_anew_begins_with_its_decorators() -> None:
    place = find_place(SOURCE, 7)
    assert place is not None
    assert (place.first_line(), place.whole.end_lineno) == (4, 12)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (SOURCE, 2),  # two statements at the top level share the line
        (SOURCE, 5),  # the head of a function has no expression to change
        (SOURCE, 99),
        (SOURCE, 0),
        ("def f(:\n", 1),
        ("x = 1\0", 1),
        ("(" * 5000, 1),
        ("x = 1\n" + "#" * LONGEST_SOURCE, 1),
    ],
)
def test_where_there_is_no_such_statement_nothing_is_found(source: str, line: int) -> None:
    assert find_place(source, line) is None
