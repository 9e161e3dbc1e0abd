"""What is made once and should be made anew in each turn of an outer loop."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.judge.edits.neighbours import stored
from autograder.judge.edits.place import Place, enclosing, walk


def resets(place: Place) -> Iterator[tuple[str, ast.stmt]]:
    """An inner loop that first makes anew what it changes, such as ``M`` for each example.

    Parameters
    ----------
    place
        A loop in another loop; any other statement has no such change.

    Yields
    ------
    tuple of str and ast.stmt
        The variable, and the loop with a head that makes it anew.
    """
    inner = place.statement
    around = enclosing(place)
    if not isinstance(inner, ast.For) or not around:
        return
    statements = [node for node in walk(around[-1]) if isinstance(node, ast.stmt)]
    outer = next((node for node in statements if _is_around(node, inner)), None)
    if outer is None:
        return
    changed = {name for node in statements if _is_within(node, inner) for name in stored(node)}
    for node in statements:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in changed:
                if node.lineno < outer.lineno:
                    made = ast.NamedExpr(ast.Name(name, ast.Store()), value)
                    both = ast.Tuple([made, inner.iter], ast.Load())
                    head = ast.Subscript(both, ast.Constant(1), ast.Load())
                    yield name, ast.For(inner.target, head, inner.body, inner.orelse, lineno=0)


def _is_around(node: ast.stmt, inner: ast.stmt) -> bool:
    """Whether a loop holds another one."""
    held = node.lineno < inner.lineno and inner.lineno <= (node.end_lineno or 0)
    return isinstance(node, ast.For) and held


def _is_within(node: ast.stmt, loop: ast.stmt) -> bool:
    return loop.lineno < node.lineno <= (loop.end_lineno or 0)
