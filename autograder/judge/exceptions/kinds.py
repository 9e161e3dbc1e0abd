"""Rules about kinds of things: what cannot be split, looped over or calculated with."""

from __future__ import annotations

import ast
import re

from autograder.data.causes import (
    DividedByZero,
    Fact,
    MathOverflow,
    Narrow,
    NotIterable,
    OwnCheck,
    Ragged,
    ScalarsOnly,
    WrongKind,
    WrongUnpacking,
)
from autograder.judge.exceptions.clue import Clue, text_of
from autograder.judge.exceptions.shapes import called_name, thing_of

_TYPES = {
    "numpy.ndarray": "array",
    "NoneType": "none",
    "str": "text",
    "int": "number",
    "float": "number",
    "builtin_function_or_method": "function",
    "type": "function",
    "method": "function",
    "numpy.float64": "number",
}


def kind_named(name: str) -> str:
    """The kind of a type that an exception names."""
    return _TYPES.get(name, name)


def split(clue: Clue) -> Fact | None:
    """A value split over the wrong number of names."""
    many = re.search(r"too many values to unpack \(expected (\d+)(?:, got (\d+))?", clue.message)
    few = re.search(
        r"not enough values to unpack \(expected (?:at least )?(\d+), got (\d+)", clue.message
    )
    no = re.search(r"cannot unpack non-iterable ([\w.]+) object", clue.message)
    if not (many or few or no):
        return None
    value = _split_value(clue)
    thing = thing_of(value, clue.things) if value is not None else None
    kind = thing.kind if thing else "call" if isinstance(value, ast.Call) else "unknown"
    counted = many or few
    wanted = int(counted[1]) if counted else 0
    got = int((counted[2] if counted else None) or 0)
    if not got and thing is not None and thing.shape:
        got = thing.shape[0]
    if no:
        kind = kind_named(no[1])
    if kind == "call" and isinstance(value, ast.Call) and not got:
        got = _returned_count(clue, called_name(value))
    return WrongUnpacking(text_of(value), kind, wanted or _names_in(clue), got)


def _split_value(clue: Clue) -> ast.expr | None:
    """What is split, in an assignment or by a loop."""
    for node in ast.walk(clue.statement) if clue.statement is not None else ():
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], (ast.Tuple, ast.List)):
            return node.value
        if isinstance(node, (ast.For, ast.comprehension)) and isinstance(
            node.target, (ast.Tuple, ast.List)
        ):
            return node.iter
    return None


def _names_in(clue: Clue) -> int:
    statement = clue.statement
    if isinstance(statement, ast.Assign) and isinstance(
        statement.targets[0], (ast.Tuple, ast.List)
    ):
        return len(statement.targets[0].elts)
    return 0


def _returned_count(clue: Clue, name: str) -> int:
    function = clue.functions().get(name)
    counts = (
        {
            len(node.value.elts) if isinstance(node.value, ast.Tuple) else 0
            for node in ast.walk(function)
            if isinstance(node, ast.Return) and node.value is not None
        }
        if function is not None
        else set()
    )
    return counts.pop() if len(counts) == 1 else 0


def scalars_only(clue: Clue) -> Fact | None:
    """A function of `math`, or float(), of an array."""
    if not re.search(
        r"only (?:length-1|0-dimensional|size-1) arrays can be converted", clue.message
    ):
        return None
    for root in (clue.node, clue.statement):
        for node in ast.walk(root) if root is not None else ():
            if isinstance(node, ast.Call) and (
                text_of(node.func).startswith(("math.", "float", "int"))
                or called_name(node) in ("exp", "tanh", "sqrt", "log", "pow")
            ):
                name = called_name(node)
                return ScalarsOnly(
                    text_of(node.func), "" if name in ("float", "int") else f"np.{name}"
                )
    return Ragged(text_of(clue.node), False)


def overflow(clue: Clue) -> Fact | None:
    """A function of `math` that overflows."""
    if clue.error != "OverflowError":
        return None
    call = next(
        (node for node in ast.walk(clue.node) if isinstance(node, ast.Call))
        if clue.node
        else iter(()),
        None,
    )
    return MathOverflow(text_of(call.func) if call is not None else "")


def divided_by_zero(clue: Clue) -> Fact | None:
    """A division of plain numbers by zero."""
    if clue.error != "ZeroDivisionError":
        return None
    node = clue.node
    return DividedByZero(text_of(node.right) if isinstance(node, ast.BinOp) else "")


def narrow(clue: Clue) -> Fact | None:
    """``counts += 0.5`` for an array of whole numbers."""
    if "Cannot cast ufunc" not in clue.message:
        return None
    target = clue.statement.target if isinstance(clue.statement, ast.AugAssign) else None
    return Narrow(text_of(target))


def ragged(clue: Clue) -> Fact | None:
    """An array of parts with different shapes."""
    if re.search(r"inhomogeneous|setting an array element with a sequence", clue.message):
        return Ragged(text_of(_list_in(clue)), "inhomogeneous" in clue.message)
    return None


def _list_in(clue: Clue) -> ast.AST | None:
    """The argument that is a list, else the first one, else the whole expression."""
    arguments = clue.node.args if isinstance(clue.node, ast.Call) else []
    for argument in arguments:
        thing = thing_of(argument, clue.things)
        if isinstance(argument, ast.List) or (thing is not None and thing.kind == "list"):
            return argument
    return arguments[0] if arguments else clue.node


def not_iterable(clue: Clue) -> Fact | None:
    """A loop over a number."""
    found = re.search(r"'([\w.]+)' object is not iterable|iteration over a 0-d array", clue.message)
    if clue.error != "TypeError" or not found or found[1] == "NoneType":
        return None
    value = clue.statement.iter if isinstance(clue.statement, ast.For) else _split_value(clue)
    return NotIterable(text_of(value or clue.node), kind_named(found[1] or "number"))


def own_check(clue: Clue) -> Fact | None:
    """An `assert` or a `raise` that the learner wrote."""
    if isinstance(clue.statement, ast.Assert) and clue.error == "AssertionError":
        return OwnCheck(text_of(clue.statement.test), "assert")
    if isinstance(clue.statement, ast.Raise) and clue.error != "NotImplementedError":
        return OwnCheck(text_of(clue.statement), "raise")
    return None


def wrong_kind(clue: Clue) -> Fact | None:
    """An operation on a list, on text or on a dict, or an attribute that such a thing lacks."""
    if clue.error not in (
        "TypeError",
        "UFuncTypeError",
        "_UFuncNoLoopError",
        "UFuncNoLoopError",
        "AttributeError",
    ):
        return None
    for node in _operands(clue):
        thing = thing_of(node, clue.things)
        if thing is not None and thing.kind in (
            "list",
            "tuple",
            "text",
            "dict",
            "function",
            "module",
        ):
            return WrongKind(text_of(clue.node), text_of(node), thing.kind)
    found = re.search(r"'([\w.]+)' and '([\w.]+)'|unary [-+~]: '([\w.]+)'", clue.message)
    for name in found.groups() if found else ():
        if name and kind_named(name) in ("list", "tuple", "text", "dict", "function"):
            return WrongKind(text_of(clue.node), "", kind_named(name))
    return WrongKind(text_of(clue.node), "", "text") if "dtype('<U" in clue.message else None


def _operands(clue: Clue) -> list[ast.expr]:
    node = clue.node
    match node:
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.AugAssign(target=target, value=value):
            return [target, value]
        case ast.UnaryOp(operand=operand):
            return [operand]
        case ast.Call(args=args):
            return [item for item in args if not isinstance(item, (ast.List, ast.Tuple))]
        case _:
            return []


RULES = (
    not_iterable,
    own_check,
    split,
    scalars_only,
    overflow,
    divided_by_zero,
    narrow,
    ragged,
    wrong_kind,
)
