"""Changes of a key: ``params["W_i"]`` for ``params["W_f"]``, or ``"U_" + k`` for ``"W_" + k``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.judge.edits.changes import Change, change
from autograder.judge.edits.likeness import alike
from autograder.judge.edits.scope import Scope, is_leaf


def keys(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """Another key of the same container, and another text where a text is passed to a call."""
    if isinstance(node, ast.Subscript) and is_leaf(node):
        yield from _in_brackets(node, scope)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        for other in scope.other_texts(node.value):
            extra = 0.5 - 0.5 * alike(node.value, other)
            new = ast.Constant(other)
            yield change("key", ast.unparse(node), ast.unparse(new), new, extra)


def _in_brackets(node: ast.Subscript, scope: Scope) -> Iterator[Change]:
    old = ast.unparse(node)
    for text, index in _texts(node.slice):
        for other in scope.other_texts(text):
            new = ast.Subscript(node.value, index(other), ast.Load())
            extra = 0.5 - 0.5 * alike(text, other)
            yield change("key", old, ast.unparse(new), new, extra)


def _texts(index: ast.expr) -> Iterator[tuple[str, _Index]]:
    """The texts in an index, each with the way to write the index with another one."""
    match index:
        case ast.Constant(value=str(text)):
            yield text, _Index(index)
        case ast.BinOp(left=ast.Constant(value=str(text))):
            yield text, _Index(index)
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
            yield text, _Index(index)


class _Index:
    """Writes an index anew with another text in it."""

    def __init__(self, index: ast.expr) -> None:
        self._index = index

    def __call__(self, text: str) -> ast.expr:
        """The index with this text."""
        match self._index:
            case ast.BinOp(op=operator, right=right):
                return ast.BinOp(ast.Constant(text), operator, right)
            case ast.JoinedStr(values=values):
                return ast.JoinedStr([ast.Constant(text), *values[1:]])
            case _:
                return ast.Constant(text)
