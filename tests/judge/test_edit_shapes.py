"""Trees have the same number where `ast.dump` writes the same."""

from __future__ import annotations

import ast
import itertools

from autograder.judge.edits.shapes import Shapes

SOURCES = (
    *("f(x, 1)", "f(x, 1.0)", "f(x, True)", "f(x, '1')", "f( x,1 )", "f(x, *y)", "f(x, y=1)"),
    *(
        "a + b",
        "b + a",
        "a - b",
        "-a",
        "a[0]",
        "a[0:1]",
        "a[...]",
        "[a, b]",
        "(a, b)",
        "0.0",
        "-0.0",
    ),
    *("lambda x: x", "lambda x, y=1: x", "a if b else c", "None", "{'a': a, **b}", "f''", "b''"),
)


def test_numbers_are_the_same_where_dumps_are() -> None:
    shapes = Shapes()
    trees = [ast.parse(source) for source in SOURCES]
    for one, other in itertools.product(trees, trees):
        assert (shapes.of(one) == shapes.of(other)) == (ast.dump(one) == ast.dump(other))


def test_a_node_that_is_gone_gives_its_number_to_no_other() -> None:
    shapes = Shapes()
    numbers = {shapes.of(ast.parse(f"x + {number}")) for number in range(500)}
    assert len(numbers) == 500
