"""Rules about shapes that do not fit: in a product, entry by entry, joined, stored."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from autograder.data.causes import Fact
from autograder.data.misfits import EntrywiseMisfit, GrownInPlace, ProductMisfit, StoreMisfit
from autograder.judge.exceptions.clue import Clue, text_of
from autograder.judge.exceptions.shapes import (
    Shape,
    array,
    broadcast,
    called_name,
    product,
    shape_of,
    thing_of,
)

_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}


def misfit(clue: Clue) -> Fact | None:
    """Two shapes in one expression that do not fit."""
    if clue.error != "ValueError":
        return None
    for root in (clue.node, clue.statement):
        for node in _inner_first(root):
            fact = _misfit_in(clue, node)
            if fact is not None:
                return fact
    return _from_words(clue)


def grown(clue: Clue) -> Fact | None:
    """``b += d``, or a result for ``out=``, that would have to grow in place."""
    found = re.search(
        r"non-broadcastable output operand with shape \(([\d,]*)\) doesn't match the broadcast"
        r" shape \(([\d,]*)\)",
        clue.message,
    )
    if clue.error != "ValueError" or not found:
        return None
    place, whole = (tuple(int(size) for size in text.split(",") if size) for text in found.groups())
    target, operator = _grown(clue)
    sized = sized_of(clue, target, place) if target is not None else clue.axes.sized(place)
    return GrownInPlace(text_of(target), operator, sized, clue.axes.sized(whole))


def _grown(clue: Clue) -> tuple[ast.expr | None, str]:
    """What should take up the result, and the operator."""
    if isinstance(clue.statement, ast.AugAssign):
        return clue.statement.target, f"{_OPERATORS.get(type(clue.statement.op), '')}="
    words = clue.node.keywords if isinstance(clue.node, ast.Call) else []
    return next((word.value for word in words if word.arg == "out"), None), "out="


def _inner_first(root: ast.AST | None) -> Iterator[ast.AST]:
    """The parts of an expression in the order in which they are computed."""
    if root is None or isinstance(root, (ast.FunctionDef, ast.For, ast.While, ast.If)):
        return
    for child in ast.iter_child_nodes(root):
        yield from _inner_first(child)
    yield root


def _misfit_in(clue: Clue, node: ast.AST) -> Fact | None:
    match node:
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            return _product(clue, node, left, right)
        case ast.Call(args=[left, right]) if called_name(node) in ("dot", "matmul"):
            return _product(clue, node, left, right)
        case ast.Call(func=ast.Attribute(value=left, attr="dot"), args=[right]):
            return _product(clue, node, left, right)
        case ast.BinOp(left=left, op=operator, right=right):
            return _entrywise(clue, node, left, right, _OPERATORS.get(type(operator), ""))
        case ast.AugAssign(target=left, op=operator, value=right):
            return _entrywise(clue, node, left, right, _OPERATORS.get(type(operator), "") + "=")
        case ast.Assign(targets=[ast.Subscript() as target], value=value):
            return _stored(clue, node, target, value)
        case _:
            return None


def _product(clue: Clue, node: ast.AST, left: ast.expr, right: ast.expr) -> Fact | None:
    first, second = shape_of(left, clue.things), shape_of(right, clue.things)
    if not first or not second or product(first, second) is not None:
        return None
    return ProductMisfit(
        text_of(node),
        text_of(left),
        text_of(right),
        sized_of(clue, left, first),
        sized_of(clue, right, second),
    )


def _entrywise(
    clue: Clue, node: ast.AST, left: ast.expr, right: ast.expr, operator: str
) -> Fact | None:
    first, second = shape_of(left, clue.things), shape_of(right, clue.things)
    if first is None or second is None or broadcast(first, second) is not None:
        return None
    return EntrywiseMisfit(
        text_of(node),
        text_of(left),
        text_of(right),
        sized_of(clue, left, first),
        sized_of(clue, right, second),
        operator,
        operator == "*" and product(first, second) is not None,
    )


def _stored(clue: Clue, node: ast.AST, target: ast.Subscript, value: ast.expr) -> Fact | None:
    found = re.search(
        r"could not broadcast input array from shape \(([\d,]*)\) into shape \(([\d,]*)\)",
        clue.message,
    )
    if not found:
        return None
    own, place = (tuple(int(size) for size in text.split(",") if size) for text in found.groups())
    return StoreMisfit(text_of(target), clue.axes.sized(place), sized_of(clue, value, own))


def _from_words(clue: Clue) -> Fact | None:
    """What NumPy says of the shapes, where the expression does not tell more."""
    entrywise = re.search(
        r"could not be broadcast together with (?:remapped )?shapes? \(([\d,]*)\) \(([\d,]*)\)",
        clue.message,
    )
    aligned = re.search(r"shapes \(([\d,]*)\) and \(([\d,]*)\) not aligned", clue.message)
    found = entrywise or aligned
    text = text_of(clue.node)
    if found:
        first, second = (
            tuple(int(size) for size in part.split(",") if size) for part in found.groups()[:2]
        )
        sized = clue.axes.sized(first), clue.axes.sized(second)
        left, right = _sides(clue)
        if entrywise:
            return EntrywiseMisfit(text, left, right, *sized)
        return ProductMisfit(text, left, right, *sized)
    sizes = re.search(r"\(size (\d+) is different from (\d+)\)", clue.message)
    if sizes:
        right_size, left_size = (clue.axes.sized((int(size),)) for size in sizes.groups())
        left, right = _sides(clue)
        return ProductMisfit(text, left, right, (*(("", 0),), *left_size), right_size)
    return None


def _sides(clue: Clue) -> tuple[str, str]:
    match clue.node:
        case ast.BinOp(left=left, right=right):
            return text_of(left), text_of(right)
        case ast.Call(func=ast.Attribute(value=left, attr="dot"), args=[right]):
            return text_of(left), text_of(right)
        case ast.Call(args=[left, right]):
            return text_of(left), text_of(right)
        case _:
            return "", ""


def sized_of(clue: Clue, node: ast.expr, shape: Shape) -> tuple[tuple[str, int], ...]:
    """The shape of an expression with the letters of the input that it is, if it is one."""
    turned = isinstance(node, ast.Attribute) and node.attr == "T"
    inner = node.value if isinstance(node, ast.Attribute) and turned else node
    name = inner.id if isinstance(inner, ast.Name) else ""
    if isinstance(inner, ast.Subscript):
        match inner.slice:
            case ast.Constant(value=str(key)):
                name = key
            case _:
                thing = thing_of(inner.value, clue.things)
                name = _entry(thing.parts if thing else {}, shape[::-1] if turned else shape)
    sized = clue.axes.sized(shape[::-1] if turned else shape, name)
    return sized[::-1] if turned else sized


def _entry(parts: object, shape: Shape) -> str:
    """The only key of a dict whose entry has this shape, where it is the only kind."""
    found = [key for key, part in getattr(parts, "items", dict)() if part == array(shape)]
    return found[0] if len(found) == 1 else ""


RULES = (grown, misfit)
