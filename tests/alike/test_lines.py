"""What makes no difference between two sources, and what does."""

from __future__ import annotations

import pytest

from autograder.alike import read_work
from autograder.data.runs import Chunk


def normals(source: str) -> list[str]:
    return [line.normal for line in read_work("ann", (Chunk("a cell", source),), {"f"}).lines]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a = np.exp( z )", "total=np.exp(z)"),
        ("def f(x, h):\n    return x @ h", "def f(one, two):\n    return one @ two"),
        (
            "def f(x: int) -> int:\n    y: int = x\n    return y",
            "def f(x):\n    y = x\n    return y",
        ),
        ('def f(x):\n    """Words."""\n    return x', "def f(x):\n    return x"),
        ("import numpy as np\nx = np.ones(3)", "x = np.ones(3)"),
        ("def helper(x):\n    return x\nhelper(1)", "def other(y):\n    return y\nother(1)"),
        ("for t in range(3):\n    a = t", "for step in range(3):\n    b = step"),
        ("x = 1  # why", "x = 1"),
    ],
)
def test_names_spacing_types_and_docstrings_make_no_difference(first: str, second: str) -> None:
    assert normals(first) == normals(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("x = a + 1", "x = a + 2"),
        ("x = np.exp(z)", "x = np.tanh(z)"),
        ("def f(x):\n    return x", "def g(x):\n    return x"),
        ("x = 1  # the gate is inverted here", "x = 1  # so it closes when it should not"),
        ("if x:\n    y = 1", "while x:\n    y = 1"),
    ],
)
def test_what_is_computed_makes_a_difference(first: str, second: str) -> None:
    assert normals(first) != normals(second)


def test_lines_know_their_place() -> None:
    source = """\
def f(x):
    with open(x) as g:
        try:
            y = (1 +
                 2)
        except ValueError:
            y = 3
    match x:
        case 1:
            y = 4
"""
    lines = read_work("ann", (Chunk("a cell", source),), {"f"}).lines
    assert [(line.number, line.text.strip().split("\n")[0]) for line in lines] == [
        (1, "def f(x):"),
        (2, "with open(x) as g:"),
        (3, "try:"),
        (4, "y = (1 +"),
        (7, "y = 3"),
        (8, "match x:"),
        (10, "y = 4"),
    ]


@pytest.mark.parametrize(
    "source",
    ["def f(:", "\0", "x = " + "-" * 20_000 + "1", "x = " + "(" * 500, "#" * 100_000],
    ids=["syntax", "null", "deep", "brackets", "large"],
)
def test_what_is_no_python_is_said(source: str) -> None:
    found = read_work("ann", (Chunk("cell 3", source), Chunk("cell 4", "x = 1")), {"f"})
    assert found.unread == ("cell 3",)
    assert [line.place for line in found.lines] == ["cell 4"]
