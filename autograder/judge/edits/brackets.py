"""Changes of a whole formula: its parentheses, and factors or terms missing or too many."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.judge.edits.changes import Change, change
from autograder.judge.edits.scope import Scope, is_leaf

_MOST_OPERANDS = 9
_SUMS = (ast.Add, ast.Sub)


def brackets(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """The same operands and operators with a pair of parentheses more, or with one less."""
    if not isinstance(node, ast.BinOp):
        return
    held: list[ast.expr] = []
    marked = _marked(node, held)
    if len(held) > _MOST_OPERANDS:  # what stands in parentheses of its own stays as it is
        held = []
        marked = _marked(node, held, closed=True)
    if not 3 <= len(held) <= _MOST_OPERANDS:
        return
    tokens = _formula_tokens(ast.unparse(marked))
    seen = {_value(marked)}
    for text in (*_without_parentheses(tokens), *_with_parentheses(tokens)):
        try:
            tree = ast.parse(text, mode="eval").body
        except SyntaxError:
            continue
        if (value := _value(tree)) not in seen:
            seen.add(value)
            yield change("bracket", "", "", _Filled(held).visit(tree))


def calls(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """What stands behind a call and belongs inside its parentheses, or the other way round."""
    if isinstance(node, ast.BinOp):
        for call, other, left in ((node.left, node.right, True), (node.right, node.left, False)):
            if isinstance(call, ast.Call) and len(call.args) == 1 and not call.keywords:
                inner = call.args[0]
                moved = (
                    ast.BinOp(inner, node.op, other) if left else ast.BinOp(other, node.op, inner)
                )
                yield change("bracket", "", "", ast.Call(call.func, [moved], []), 0.1)
    elif isinstance(node, ast.Call) and len(node.args) == 1 and isinstance(node.args[0], ast.BinOp):
        inside = node.args[0]
        first = ast.Call(node.func, [inside.left], node.keywords)
        last = ast.Call(node.func, [inside.right], node.keywords)
        yield change("bracket", "", "", ast.BinOp(first, inside.op, inside.right), 0.1)
        yield change("bracket", "", "", ast.BinOp(inside.left, inside.op, last), 0.1)


def _marked(node: ast.expr, held: list[ast.expr], closed: bool = False) -> ast.expr:
    """The formula with a mark for each operand, which goes into `held`.

    With `closed`, a sum within a product and a power are operands as well.
    """
    if isinstance(node, ast.BinOp) and not (closed and isinstance(node.op, ast.Pow)):
        inside = closed and not isinstance(node.op, _SUMS)
        parts = [
            _held(part, held) if inside and _is_sum(part) else _marked(part, held, closed)
            for part in (node.left, node.right)
        ]
        return ast.BinOp(parts[0], node.op, parts[1])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return ast.UnaryOp(node.op, _marked(node.operand, held, closed))
    return _held(node, held)


def _held(node: ast.expr, held: list[ast.expr]) -> ast.expr:
    """The mark of an operand, which goes into `held`."""
    held.append(node)
    return ast.Name(f"v{len(held) - 1}", ast.Load())


def _is_sum(node: ast.expr) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, _SUMS)


def _value(node: ast.AST) -> str:
    """A text that formulas with the same value share, such as ``(a * b) * c``, ``a * (b * c)``."""
    match node:
        case ast.BinOp(op=ast.Add() | ast.Mult()):
            parts = sorted(_value(part) for part in _chain(node, type(node.op)))
            return f"{type(node.op).__name__}({','.join(parts)})"
        case ast.BinOp():
            return f"{type(node.op).__name__}({_value(node.left)};{_value(node.right)})"
        case ast.UnaryOp():
            return f"-{_value(node.operand)}"
        case _:
            return ast.unparse(node)


def _chain(node: ast.AST, operator: type[ast.operator]) -> Iterator[ast.AST]:
    """The members of a sum or a product, however they are grouped."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, operator):
        yield from _chain(node.left, operator)
        yield from _chain(node.right, operator)
    else:
        yield node


class _Filled(ast.NodeTransformer):
    """Puts the operands back in the place of their marks."""

    def __init__(self, held: list[ast.expr]) -> None:
        self._held = held

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """The operand that a mark stands for."""
        return self._held[int(node.id[1:])]


def _formula_tokens(text: str) -> list[str]:
    """The operands, operators and parentheses of a formula whose operands are ``v0``, ``v1``, …"""
    for mark in "()":
        text = text.replace(mark, f" {mark} ")
    text = text.replace("-v", "- v").replace("**", " ** ")
    return text.split()


def _with_parentheses(tokens: list[str]) -> Iterator[str]:
    """The formula with one pair of parentheses more, around any of its parts."""
    operands = [place for place, token in enumerate(tokens) if token.startswith("v")]
    for count, first in enumerate(operands):
        for last in operands[count + 1 :]:
            inside = ["(", *tokens[first : last + 1], ")"]
            yield " ".join([*tokens[:first], *inside, *tokens[last + 1 :]])


def _without_parentheses(tokens: list[str]) -> Iterator[str]:
    """The formula with one pair of parentheses less."""
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token == "(":
            opened.append(place)
        elif token == ")":
            start = opened.pop()
            yield " ".join([*tokens[:start], *tokens[start + 1 : place], *tokens[place + 1 :]])


def extra_parts(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """A factor or a term that is one too many."""
    if not isinstance(node, ast.BinOp):
        return
    parts = ((node.left, node.right), (node.right, node.left))
    for dropped, kept in parts:
        text = ast.unparse(dropped)
        if isinstance(node.op, (ast.Mult, ast.MatMult)):
            yield change("extra factor", text, "", kept)
        elif isinstance(node.op, _SUMS):
            if kept is node.right and isinstance(node.op, ast.Sub):
                kept = ast.UnaryOp(ast.USub(), kept)
            yield change("extra term", text, "", kept)
        elif isinstance(node.op, (ast.Div, ast.Pow)) and kept is node.left:
            yield change("extra factor", text, "", kept)


def missing_parts(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """A factor or a term that is missing: one of the values that can be named there."""
    if not (is_leaf(node) or isinstance(node, (ast.BinOp, ast.Call))):
        return
    product = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)
    for place, other in enumerate(scope.parts):
        text = ast.unparse(other)
        unread = 0.5 if scope.uses[text] == 0 else 0.0
        extra = 0.02 * place - unread + (0.0 if product else 0.1)
        yield change("missing factor", "", text, ast.BinOp(node, ast.Mult(), other), extra)
        new = ast.BinOp(node, ast.Add(), other)
        yield change("missing term", "", text, new, extra)
