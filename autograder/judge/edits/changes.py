"""Changes of one expression: what could stand in its place, by kind of slip."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from autograder.data.edits import LONGEST_WORDS, Edit, EditKind
from autograder.judge.edits.likeness import alike, words_of
from autograder.judge.edits.scope import Scope, is_leaf

COSTS: dict[EditKind, float] = {
    "key": 0.8,
    "operand": 1.0,
    "sign": 1.0,
    "bracket": 1.0,
    "transpose": 1.0,
    "order": 1.1,
    "function": 1.1,
    "operator": 1.2,
    "index": 1.2,
    "axis": 1.2,
    "constant": 1.3,
    "exchanged functions": 1.3,
    "exchanged operands": 1.4,
    "complement": 1.3,
    "missing activation": 1.5,
    "extra activation": 1.5,
    "extra statement": 1.5,
    "statement order": 1.3,
    "extra factor": 1.6,
    "extra term": 1.6,
    "start value": 1.5,
    "not reset": 1.4,
    "missing copy": 1.7,
    "missing factor": 1.8,
    "missing term": 1.8,
}
"""How unlikely a slip is: the smaller, the likelier. Tried in this order, and the first of two that
pass is believed where it is clearly likelier."""


@dataclass(frozen=True)
class Change:
    """One change of an expression: what it is, what stands there instead, and how unlikely."""

    edit: Edit
    new: ast.expr
    cost: float


Maker = Callable[[ast.expr, Scope], Iterator[Change]]


def change(kind: EditKind, old: str, belongs: str, new: ast.expr, extra: float = 0.0) -> Change:
    """A change of a kind.

    Parameters
    ----------
    kind
        What is changed.
    old, belongs
        What stands there, and what would be right, as source.
    new
        The expression with the change.
    extra
        How much less likely it is than others of its kind.
    """
    edit = Edit(kind, old[:LONGEST_WORDS], belongs[:LONGEST_WORDS])
    return Change(edit, new, COSTS[kind] + extra)


def operands(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """Another value that can be named there."""
    if not is_leaf(node):
        return
    old = scope.text(node)
    for other in (*_other_containers(node, scope), *scope.quantities):
        text = scope.text(other)
        if text != old:
            yield change("operand", old, text, other, _unlikely(old, text, scope))


def unread(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """A value that is computed and never read, in the place of a formula."""
    if isinstance(node, (ast.BinOp, ast.Call)):
        for other in scope.quantities:
            text = scope.text(other)
            if scope.uses[text] == 0:
                yield change("operand", scope.text(node), text, other, 0.3)


def starts(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """Zeros or ones to start from, in the place of something else."""
    if scope.numpy and (is_leaf(node) or isinstance(node, ast.Call)):
        for name in ("zeros_like", "ones_like"):
            function = ast.Attribute(ast.Name(scope.numpy, ast.Load()), name, ast.Load())
            yield change("start value", scope.text(node), "", ast.Call(function, [node], []))


def copies(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """A copy that is missing."""
    if is_leaf(node):
        method = ast.Attribute(node, "copy", ast.Load())
        yield change("missing copy", scope.text(node), "", ast.Call(method, [], []))


def _other_containers(node: ast.expr, scope: Scope) -> Iterator[ast.expr]:
    """The same step of another sequence, such as ``cs[t]`` for ``hs[t]``."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name):
        return
    if not (isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)):
        for base in scope.containers:
            yield ast.Subscript(ast.Name(base, ast.Load()), node.slice, ast.Load())


def _unlikely(old: str, text: str, scope: Scope) -> float:
    """How much less likely another name is: those that look alike, or are never read, come first.

    A variable that is computed and never read was meant to be read somewhere.
    """
    unread = 0.4 if scope.uses[text] == 0 else 0.0
    shared = 0.1 if words_of(old) & words_of(text) else 0.0
    return 0.6 - 0.5 * alike(old, text) - unread - shared


def signs(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """A sign that is missing or one too many, and a sum for a difference."""
    match node:
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            new: ast.operator = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            old = _symbol(node.op)
            yield change("sign", old, _symbol(new), ast.BinOp(node.left, new, node.right))
        case ast.UnaryOp(op=ast.USub()):
            yield change("sign", "-", "", node.operand)
    if is_leaf(node) or isinstance(node, (ast.Call, ast.BinOp)):
        extra = 0.2 if is_leaf(node) else 0.4
        yield change("sign", "", "-", ast.UnaryOp(ast.USub(), node), extra)


_OTHERS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Mult, ast.MatMult),
    ast.Sub: (ast.Mult,),
    ast.Mult: (ast.MatMult, ast.Div, ast.Add, ast.Pow),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
}


def operators(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """Another operator, and the operands of a difference, quotient or product changed round."""
    if not isinstance(node, ast.BinOp):
        return
    for other in _OTHERS.get(type(node.op), ()):
        new = ast.BinOp(node.left, other(), node.right)
        yield change("operator", _symbol(node.op), _symbol(other()), new)
    if isinstance(node.op, (ast.Sub, ast.Div, ast.MatMult, ast.Pow)):
        new = ast.BinOp(node.right, node.op, node.left)
        yield change("order", _symbol(node.op), "", new)


_OF_LOOPS = ("range", "reversed", "enumerate", "zip", "len", "list")


def functions(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """Another function, one that is missing, and one that is too many."""
    if isinstance(node, ast.Call) and scope.text(node.func) in _OF_LOOPS:
        return
    if isinstance(node, ast.Call) and node.args and not isinstance(node.args[0], ast.Starred):
        old = scope.text(node.func)
        if len(node.args) == 1 and not node.keywords:
            for place, function in enumerate(scope.functions):
                if (text := scope.text(function)) != old:
                    new = ast.Call(function, node.args, [])
                    yield change("function", old, text, new, 0.1 * place)
            yield change("extra activation", old, "", node.args[0])
        yield from _reduced(node, old)
    elif isinstance(node, ast.Name) and (others := _of_functions(node, scope)):
        for function in others:
            yield change("function", node.id, scope.text(function), function)
        return
    if is_leaf(node) or isinstance(node, (ast.BinOp, ast.Call, ast.UnaryOp)):
        for place, function in enumerate(scope.functions):
            new = ast.Call(function, [node], [])
            extra = 0.1 * place + (0.0 if is_leaf(node) else 0.1)
            yield change("missing activation", "", scope.text(function), new, extra)


def _of_functions(node: ast.Name, scope: Scope) -> list[ast.expr]:
    """The other functions, where a name stands for one of them."""
    texts = [scope.text(function) for function in scope.functions]
    if node.id not in texts:
        return []
    return [
        function for text, function in zip(texts, scope.functions, strict=True) if text != node.id
    ]


_ALIKE = (
    ("ones", "zeros"),
    ("ones_like", "zeros_like"),
    ("sum", "mean"),
    ("sum", "prod"),
    ("sum", "cumsum"),
    ("prod", "cumprod"),
    ("prod", "mean"),
    ("dot", "multiply"),
    ("outer", "dot"),
    ("stack", "concatenate"),
    ("maximum", "minimum"),
    ("max", "min"),
    ("hstack", "vstack"),
    ("fliplr", "flipud"),
    ("argmax", "argmin"),
)


def _reduced(node: ast.Call, old: str) -> Iterator[Change]:
    """Another function or method of the same family, such as a mean for a sum."""
    if not isinstance(node.func, ast.Attribute):
        return
    for pair in _ALIKE:
        if node.func.attr in pair:
            other = pair[1 - pair.index(node.func.attr)]
            function = ast.Attribute(node.func.value, other, ast.Load())
            new = ast.Call(function, node.args, node.keywords)
            yield change("function", node.func.attr, other, new)


def complements(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """One minus a value, where it is missing or too many."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub) and _is_one(node.left):
        yield change("complement", "1 -", "", node.right)
    elif is_leaf(node) or isinstance(node, (ast.Call, ast.BinOp)):
        new = ast.BinOp(ast.Constant(1), ast.Sub(), node)
        yield change("complement", "", "1 -", new, 0.0 if is_leaf(node) else 0.2)
    if is_leaf(node) or isinstance(node, ast.Call):
        power = ast.BinOp(node, ast.Pow(), ast.Constant(2))
        yield change("missing factor", "", ast.unparse(node), power, -0.2)


def small_numbers(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """A factor of two, or a one, that is missing."""
    if is_leaf(node) or isinstance(node, (ast.BinOp, ast.Call)):
        two, one = ast.Constant(2), ast.Constant(1)
        extra = -0.3 if is_leaf(node) else -0.1
        yield change("missing factor", "", "", ast.BinOp(node, ast.Div(), two), extra)
        yield change("missing factor", "", "", ast.BinOp(node, ast.Mult(), two), extra)
        yield change("missing term", "", "", ast.BinOp(node, ast.Add(), one), extra)
        yield change("missing term", "", "", ast.BinOp(node, ast.Sub(), one), extra)


def transposes(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """A transpose that is missing or one too many."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield change("transpose", ".T", "", node.value)
    elif is_leaf(node):
        yield change("transpose", "", ".T", ast.Attribute(node, "T", ast.Load()))


def constants(node: ast.expr, scope: Scope) -> Iterator[Change]:
    """Another number."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        value = node.value
        assert isinstance(value, (int, float))
        for other in dict.fromkeys((value + 1, value - 1, 0, 1, 2, value / 2, value * 2)):
            if other != value:
                yield change("constant", str(value), str(other), ast.Constant(other))


def _is_one(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (1, 1.0)


_SYMBOLS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.MatMult: "@",
    ast.Pow: "**",
}


def _symbol(operator: ast.operator) -> str:
    return _SYMBOLS.get(type(operator), "")
