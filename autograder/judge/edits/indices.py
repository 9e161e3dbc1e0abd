"""Changes of an index, a range, an axis or the order of arguments."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.data.edits import EditKind
from autograder.judge.edits.changes import Change, change
from autograder.judge.edits.scope import Scope, is_leaf


def indices(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """A neighbour of an index, the other end, the other direction, and another range."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        old = ast.unparse(node.slice)
        for index in (*_other_indices(node.slice), *_other_positions(node.slice, scope)):
            text = ast.unparse(index)
            yield change("index", old, text, ast.Subscript(node.value, index, ast.Load()))
    if is_leaf(node):
        for part in (*_PARTS, *_NEW_AXES):
            kind: EditKind = "index" if part in _PARTS else "axis"
            whole = ast.parse(f"_[{part}]", mode="eval").body
            assert isinstance(whole, ast.Subscript)
            yield change(kind, "", part, ast.Subscript(node, whole.slice, ast.Load()), 0.4)
    if isinstance(node, ast.Call) and ast.unparse(node.func) in ("range", "reversed"):
        old = ast.unparse(node)
        for new in _other_ranges(node):
            yield change("index", old, ast.unparse(new), new)


def stores(statement: ast.stmt, scope: Scope) -> Iterator[tuple[str, str, ast.stmt]]:
    """An assignment that stores at another index: old index, new index, changed statement."""
    if not isinstance(statement, (ast.Assign, ast.AugAssign)):
        return
    for target in assigned(statement):
        if isinstance(target, ast.Subscript):
            old = ast.unparse(target.slice)
            for index in (*_other_indices(target.slice), *_other_positions(target.slice, scope)):
                new = ast.Subscript(target.value, index, ast.Store())
                yield old, ast.unparse(index), with_target(statement, target, new)


def assigned(statement: ast.Assign | ast.AugAssign) -> Iterator[ast.expr]:
    """What a statement stores into, a tuple taken apart."""
    for target in statement.targets if isinstance(statement, ast.Assign) else [statement.target]:
        yield from target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]


def with_target(
    statement: ast.Assign | ast.AugAssign, old: ast.expr, new: ast.Subscript
) -> ast.stmt:
    """The statement with another target in the place of one."""
    if isinstance(statement, ast.AugAssign):
        return ast.AugAssign(new, statement.op, statement.value)
    targets: list[ast.expr] = []
    for target in statement.targets:
        if isinstance(target, (ast.Tuple, ast.List)):
            members = [new if member is old else member for member in target.elts]
            targets.append(type(target)(members, ast.Store()))
        else:
            targets.append(new if target is old else target)
    return ast.Assign(targets, statement.value, lineno=0)


_PARTS = ("::-1", "1:", ":-1")
_NEW_AXES = (":, None",)


def _other_positions(index: ast.expr, scope: Scope) -> Iterator[ast.expr]:
    """Another name that counts something, and the members of an index changed round."""
    number = index.operand if isinstance(index, ast.UnaryOp) else index
    whole = isinstance(number, ast.Constant) and isinstance(number.value, int)
    if isinstance(index, ast.Name) or whole:
        for name in scope.positions:
            if not isinstance(index, ast.Name) or name != index.id:
                yield ast.Name(name, ast.Load())
    elif isinstance(index, ast.Tuple):
        for members in _turned(index.elts):
            yield ast.Tuple(members, ast.Load())
        for place, member in enumerate(index.elts):
            for other in (*_other_positions(member, scope), *_other_indices(member)):
                changed = [*index.elts[:place], other, *index.elts[place + 1 :]]
                yield ast.Tuple(changed, ast.Load())


def _other_indices(index: ast.expr) -> Iterator[ast.expr]:
    match index:
        case ast.Constant(value=int()) if index.value == 0:
            yield _number(-1)
            yield _number(1)
        case ast.Constant(value=int()):
            yield _number(int(str(index.value)) - 1)
            yield _number(int(str(index.value)) + 1)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int())):
            yield _number(0)
            yield ast.UnaryOp(ast.USub(), ast.Constant(2))
        case ast.Name():
            yield ast.BinOp(index, ast.Sub(), ast.Constant(1))
            yield ast.BinOp(index, ast.Add(), ast.Constant(1))
        case ast.BinOp(left=ast.Name(), op=ast.Add() | ast.Sub()):
            yield index.left
            turned: ast.operator = ast.Sub() if isinstance(index.op, ast.Add) else ast.Add()
            yield ast.BinOp(index.left, turned, index.right)
        case ast.Slice():
            yield from _other_slices(index)


def _other_slices(index: ast.Slice) -> Iterator[ast.expr]:
    """The same part backwards, and parts that begin or end one earlier or later."""
    backwards = ast.UnaryOp(ast.USub(), ast.Constant(1))
    yield ast.Slice(index.lower, index.upper, None if index.step else backwards)
    if index.lower is not None:
        yield ast.Slice(None, index.upper, index.step)
        yield ast.Slice(_moved(index.lower, 1), index.upper, index.step)
        yield ast.Slice(_moved(index.lower, -1), index.upper, index.step)
    if index.upper is not None:
        yield ast.Slice(index.lower, None, index.step)
        yield ast.Slice(index.lower, _moved(index.upper, 1), index.step)
        yield ast.Slice(index.lower, _moved(index.upper, -1), index.step)
    if index.lower is not None and index.upper is None:
        yield ast.Slice(None, index.lower, index.step)
    elif index.upper is not None and index.lower is None:
        yield ast.Slice(index.upper, None, index.step)


def _other_ranges(node: ast.Call) -> Iterator[ast.expr]:
    name = ast.unparse(node.func)
    if name == "reversed" and len(node.args) == 1:
        yield node.args[0]
        return
    yield ast.Call(ast.Name("reversed", ast.Load()), [node], [])
    for place, bound in enumerate(node.args[:2]):
        for by in (1, -1):
            moved = [*node.args]
            moved[place] = _moved(bound, by)
            yield ast.Call(node.func, moved, [])
        for end in (-1, 0, 1) if isinstance(bound, (ast.Constant, ast.UnaryOp)) else ():
            moved = [*node.args]
            moved[place] = _number(end)
            yield ast.Call(node.func, moved, [])
    if len(node.args) == 1:
        yield ast.Call(node.func, [ast.Constant(1), *node.args], [])


def axes(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """Another axis, one that is missing, and axes that are kept or not."""
    if not isinstance(node, ast.Call) or isinstance(node.func, ast.Name):
        return
    for place, keyword in enumerate(node.keywords):
        rest = [*node.keywords[:place], *node.keywords[place + 1 :]]
        if keyword.arg == "axis":
            old = ast.unparse(keyword.value)
            for axis in (0, 1, -1, 2):
                if str(axis) != old:
                    other = [*rest, ast.keyword("axis", _number(axis))]
                    yield change("axis", old, str(axis), ast.Call(node.func, node.args, other))
        elif keyword.arg == "keepdims":
            yield change("axis", "keepdims", "", ast.Call(node.func, node.args, rest))
    reduces = isinstance(node.func, ast.Attribute) and node.func.attr in ("sum", "mean", "max")
    if reduces and not any(keyword.arg == "axis" for keyword in node.keywords):
        for axis in (0, 1, -1):
            added = [*node.keywords, ast.keyword("axis", _number(axis))]
            yield change("axis", "", str(axis), ast.Call(node.func, node.args, added))


def orders(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """Two arguments of a call, or two members of a tuple or list, in each other's place."""
    if isinstance(node, ast.Call):
        for args in _turned(node.args):
            yield change(
                "order", ast.unparse(node.func), "", ast.Call(node.func, args, node.keywords)
            )
    elif isinstance(node, (ast.Tuple, ast.List)) and isinstance(node.ctx, ast.Load):
        for members in _turned(node.elts):
            yield change("order", "", "", type(node)(members, ast.Load()))


def _turned(members: list[ast.expr]) -> Iterator[list[ast.expr]]:
    """The members with two of them changed round, those next to each other first."""
    count = len(members) if len(members) <= 6 else 0
    for far in range(1, count):
        for first in range(count - far):
            turned = [*members]
            turned[first], turned[first + far] = turned[first + far], turned[first]
            yield turned


def _moved(bound: ast.expr, by: int) -> ast.expr:
    if isinstance(bound, ast.Constant) and isinstance(bound.value, int):
        return _number(bound.value + by)
    operator: ast.operator = ast.Add() if by > 0 else ast.Sub()
    return ast.BinOp(bound, operator, ast.Constant(abs(by)))


def _number(value: int) -> ast.expr:
    constant = ast.Constant(abs(value))
    return constant if value >= 0 else ast.UnaryOp(ast.USub(), constant)
