"""A factor of a matrix product that is missing, and whole terms of values that are never read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import permutations

from autograder.judge.edits.changes import Change, change
from autograder.judge.edits.scope import Scope, is_leaf

_MOST_UNREAD = 4


def products(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """A matrix that is missing as a factor, on the right or on the left, as it is or transposed."""
    if not (is_leaf(node) or _is_transposed(node)):
        return
    for place, other in enumerate(scope.parts):
        text = scope.text(other)
        extra = 0.02 * place - (0.5 if scope.uses[text] == 0 else -0.1)
        turned = ast.Attribute(other, "T", ast.Load())
        for new in (
            ast.BinOp(node, ast.MatMult(), turned),
            ast.BinOp(node, ast.MatMult(), other),
            ast.BinOp(other, ast.MatMult(), node),
            ast.BinOp(turned, ast.MatMult(), node),
        ):
            yield change("missing factor", "", text, new, extra)


def unread_terms(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """A product of two values as a term that is missing, of which one is read nowhere else."""
    if not (is_leaf(node) or isinstance(node, (ast.BinOp, ast.Call))):
        return
    unread = [other for other in scope.parts if scope.uses[scope.text(other)] == 0]
    for left, right in permutations(unread[:_MOST_UNREAD], 2):
        for operator in (ast.Mult(), ast.MatMult()):
            yield _term(node, ast.BinOp(left, operator, right), 0.0)
    for right in unread[:_MOST_UNREAD]:
        turned = ast.Attribute(right, "T", ast.Load())
        for place, left in enumerate(scope.quantities):
            if left is not right:
                yield _term(node, ast.BinOp(left, ast.MatMult(), turned), 0.02 * place)


def _term(node: ast.expr, term: ast.expr, extra: float) -> Change:
    text = ast.unparse(term)
    return change("missing term", "", text, ast.BinOp(node, ast.Add(), term), extra - 0.4)


def _is_transposed(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "T"
