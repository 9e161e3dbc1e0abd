"""Changes of a whole statement: left out, or stored in another way."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

from autograder.data.edits import LONGEST_WORDS, Edit
from autograder.judge.edits.indices import stores
from autograder.judge.edits.place import Pair, Place, heads, walk
from autograder.judge.edits.resets import resets
from autograder.judge.edits.scope import Scope

_NUMPY = ("np", "numpy")
_NOTHING_YET = ("NameError", "KeyError", "AttributeError")


def of_statements(place: Place) -> Iterator[tuple[Edit, ast.stmt | None]]:
    """The statement left out, another way of storing, and two statements the other way round.

    Parameters
    ----------
    place
        The statement, or a pair of statements.

    Yields
    ------
    tuple of Edit and ast.stmt or None
        What is changed, and the statement with the change, ``None`` where it is left out.
    """
    node = place.statement
    if isinstance(node, Pair):
        yield Edit("statement order"), node.turned()
        return
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr)):
        text = ast.unparse(node.targets[0]) if isinstance(node, ast.Assign) else ""
        read = dict.fromkeys(
            inner.id
            for head in heads(node)
            for inner in walk(head)
            if isinstance(inner, ast.Name) and inner.id not in (*_NUMPY, text)
        )
        belongs = list(read)[-1] if read else ""
        yield Edit("extra statement", text[:LONGEST_WORDS], belongs), None
    for name, anew in resets(place):
        yield Edit("not reset", name[:LONGEST_WORDS]), anew
    for old, new, changed in stores(node, Scope(place)):
        yield Edit("index", old[:LONGEST_WORDS], new[:LONGEST_WORDS]), changed
    if isinstance(node, ast.AugAssign):
        yield Edit("operator", "+=", "="), ast.Assign([_stored(node.target)], node.value, lineno=0)
        turned: ast.operator = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        yield Edit("sign", "+=", "-="), ast.AugAssign(node.target, turned, node.value)
    elif isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
        if isinstance(target, (ast.Name, ast.Subscript, ast.Attribute)):
            yield Edit("operator", "=", "+="), ast.AugAssign(target, ast.Add(), node.value)
            yield Edit("operator", "=", "+="), _added_up(target, node.value)


def _stored(target: ast.expr) -> ast.expr:
    stored = copy.copy(target)
    if isinstance(stored, (ast.Name, ast.Subscript, ast.Attribute)):
        stored.ctx = ast.Store()
    return stored


def _added_up(target: ast.Name | ast.Subscript | ast.Attribute, value: ast.expr) -> ast.stmt:
    """A sum that starts with what is stored first, where nothing was stored before."""
    read = copy.copy(target)
    read.ctx = ast.Load()
    more = ast.Assign([target], ast.BinOp(read, ast.Add(), value), lineno=0)
    nothing = ast.Tuple([ast.Name(name, ast.Load()) for name in _NOTHING_YET], ast.Load())
    first = ast.ExceptHandler(nothing, None, [ast.Assign([target], value, lineno=0)])
    return ast.Try([more], [first], [], [])
