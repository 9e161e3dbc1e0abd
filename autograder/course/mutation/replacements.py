"""What an expression may be changed into by one edit, as text.

The likely edits are the slips of people who write numerical code. The further ones are all others
that a case should notice.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Replacement: TypeAlias = "tuple[str, str]"
"""The kind of an edit, and the text that takes the expression's place."""

OPERATORS: dict[type[ast.operator], tuple[str, ...]] = {
    ast.Add: ("-", "*"),
    ast.Sub: ("+",),
    ast.Mult: ("+", "/"),
    ast.Div: ("*",),
    ast.Pow: ("*",),
    ast.MatMult: ("*",),
}
COMPARISONS: dict[type[ast.cmpop], tuple[str, ...]] = {
    ast.GtE: (">", "<"),
    ast.Gt: (">=", "<"),
    ast.Lt: ("<=", ">"),
    ast.LtE: ("<", ">"),
    ast.Eq: ("!=",),
    ast.NotEq: ("==",),
}
FUNCTIONS = {
    "tanh": ("sin", "exp"),
    "exp": ("tanh", "abs"),
    "zeros": ("ones",),
    "zeros_like": ("ones_like",),
    "sum": ("mean",),
    "sqrt": ("abs",),
    "prod": ("sum",),
    "square": ("abs",),
    "dot": ("multiply",),
    "reversed": ("list",),
}
FURTHER_FUNCTIONS = {
    "tanh": ("arctan",),
    "exp": ("expm1", "exp2"),
    "log": ("log2", "log1p"),
    "abs": ("square", "negative"),
    "sqrt": ("square",),
    "ones_like": ("zeros_like",),
    "eye": ("ones",),
    "full": ("zeros",),
    "stack": ("concatenate",),
    "concatenate": ("stack",),
    "prod": ("cumprod", "mean"),
    "sum": ("prod", "max"),
    "mean": ("sum",),
    "max": ("min", "sum"),
    "min": ("max",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "argmax": ("argmin",),
    "argmin": ("argmax",),
    "uniform": ("normal",),
    "range": ("enumerate",),
}
AXES = {0: (1, -1), 1: (0,), 2: (0, 1), -1: (0,)}
_TAKEN_FOR = {"f": "i", "i": "f", "g": "o", "o": "g"}
"""The letter of a gate in a name or a key, and one that it may be taken for."""
_LONGEST_KEY = 12


@dataclass(frozen=True)
class Names:
    """What may stand for something else in a function.

    Parameters
    ----------
    values
        The names of values, of which each line has its own.
    functions
        The names of functions of the course that are called with as many arguments.
    keys
        The short strings of the function, such as the keys of a dict.
    """

    values: Sequence[str]
    functions: Sequence[str] = ()
    keys: Sequence[str] = ()


def likely(node: ast.expr, names: Names) -> Iterator[Replacement]:
    """What an expression is likely to be mistaken for."""
    if isinstance(node, ast.BinOp):
        left, right = f"({ast.unparse(node.left)})", f"({ast.unparse(node.right)})"
        for operator in OPERATORS.get(type(node.op), ()):
            yield "operator", f"{left} {operator} {right}"
        kind = "missing factor" if isinstance(node.op, (ast.Mult, ast.Div)) else "missing term"
        yield from ((kind, left), (kind, right))
        if isinstance(node.op, (ast.MatMult, ast.Sub)):
            yield "order of operands", f"{right} {_sign(node.op)} {left}"
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        if node.id in names.values:
            yield from (("operand", other) for other in names.values if other != node.id)
        yield from (("function", other) for other in FUNCTIONS.get(node.id, ()))
    elif isinstance(node, ast.Constant):
        yield from _likely_constants(node)
    elif isinstance(node, ast.Attribute):
        if node.attr == "T":
            yield "transpose", ast.unparse(node.value)
        for other in FUNCTIONS.get(node.attr, ()):
            yield "function", f"{ast.unparse(node.value)}.{other}"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "sign", f"({ast.unparse(node.operand)})"
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        if isinstance(node.slice, ast.Slice):
            yield "slice", ast.unparse(node.value)
        elif isinstance(node.slice, ast.Name):
            yield "index", f"{ast.unparse(node.value)}[{node.slice.id} - 1]"
    elif isinstance(node, ast.Call) and len(node.args) == 2 and not node.keywords:
        first, second = map(ast.unparse, node.args)
        yield "order of arguments", f"{ast.unparse(node.func)}({second}, {first})"
    elif isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
        yield "missing call", f"({ast.unparse(node.args[0])})"


def further(node: ast.expr, names: Names) -> Iterator[Replacement]:
    """What else a case should tell from an expression."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Div, ast.Pow)):
        left, right = f"({ast.unparse(node.left)})", f"({ast.unparse(node.right)})"
        yield "order of operands", f"{right} {_sign(node.op)} {left}"
        if isinstance(node.op, ast.Pow):
            yield "operator", f"{left} + {right}"
    elif isinstance(node, ast.Constant):
        yield from _further_constants(node, names)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        left, right = ast.unparse(node.left), ast.unparse(node.comparators[0])
        for comparison in COMPARISONS.get(type(node.ops[0]), ()):
            yield "comparison", f"({left} {comparison} {right})"
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        if node.id in names.functions:
            yield from (("function", other) for other in names.functions if other != node.id)
        yield from (("function", other) for other in FURTHER_FUNCTIONS.get(node.id, ()))
    elif isinstance(node, ast.Attribute):
        for other in FURTHER_FUNCTIONS.get(node.attr, ()):
            yield "function", f"{ast.unparse(node.value)}.{other}"
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        if isinstance(node.slice, ast.Slice):
            yield "slice", f"{ast.unparse(node.value)}[1:]"
        elif isinstance(node.slice, ast.Name):
            yield "index", f"{ast.unparse(node.value)}[{node.slice.id} + 1]"
    elif isinstance(node, ast.IfExp):
        yield from (("choice", f"({ast.unparse(part)})") for part in (node.body, node.orelse))
        swapped = ast.IfExp(node.test, node.orelse, node.body)
        yield "choice", f"({ast.unparse(swapped)})"
    elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load):
        for items in _swapped(node.elts):
            yield "order of items", f"({', '.join(map(ast.unparse, items))})"


def _likely_constants(node: ast.Constant) -> Iterator[Replacement]:
    value = node.value
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, (int, float)):
        yield from (("constant", repr(other)) for other in (value + 1, -value) if other != value)
        if value:
            yield "constant", repr(value - value)
    elif isinstance(value, str) and 0 < len(value) <= 4 and value[-1] in _TAKEN_FOR:
        yield "key", repr(value[:-1] + _TAKEN_FOR[value[-1]])


def _further_constants(node: ast.Constant, names: Names) -> Iterator[Replacement]:
    value = node.value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value != 1:
        yield "constant", repr(value - 1)
    elif isinstance(value, str) and 0 < len(value) <= _LONGEST_KEY:
        yield from (("key", repr(other)) for other in names.keys if other != value)


def _calls(node: ast.Call) -> Iterator[Replacement]:
    function = ast.unparse(node.func)
    words = [ast.unparse(word) for word in node.keywords]
    if len(node.args) != 2 or node.keywords:
        for items in _swapped(node.args):
            arguments = [*map(ast.unparse, items), *words]
            yield "order of arguments", f"{function}({', '.join(arguments)})"
    arguments = [ast.unparse(item) for item in node.args]
    for place, word in enumerate(node.keywords):
        others = [*words[:place], *words[place + 1 :]]
        if word.arg:
            yield "missing argument", f"{function}({', '.join([*arguments, *others])})"
        axis = _axis(word)
        for other in AXES.get(axis, ()) if axis is not None else ():
            changed = [*words[:place], f"axis={other}", *words[place + 1 :]]
            yield "axis", f"{function}({', '.join([*arguments, *changed])})"


def _axis(word: ast.keyword) -> int | None:
    try:
        value = ast.literal_eval(word.value)
    except ValueError:
        return None
    return value if word.arg == "axis" and isinstance(value, int) else None


def _swapped(items: Sequence[ast.expr]) -> Iterator[list[ast.expr]]:
    """The items with two neighbours exchanged."""
    for at in range(len(items) - 1):
        yield [*items[:at], items[at + 1], items[at], *items[at + 2 :]]


def _sign(operator: ast.operator) -> str:
    signs: dict[type[ast.operator], str] = {ast.MatMult: "@", ast.Div: "/", ast.Pow: "**"}
    return signs.get(type(operator), "-")
