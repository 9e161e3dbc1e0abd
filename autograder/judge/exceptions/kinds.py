"""Rules about kinds of things: what cannot be called, counted, split or calculated with."""

from __future__ import annotations

import ast
import re

from autograder.data.causes import (
    Called,
    DividedByZero,
    Fact,
    MathOverflow,
    Narrow,
    NotASize,
    PartsNotListed,
    Ragged,
    ReadOnly,
    ScalarsOnly,
    SizesNotListed,
    WrongArguments,
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


def called(clue: Clue) -> Fact | None:
    """A call of something that is no function."""
    found = re.search(r"'([\w.]+)' object is not callable", clue.message)
    if clue.error != "TypeError" or not found:
        return None
    node = clue.node
    if isinstance(node, ast.Call):
        argument = text_of(node.args[0]) if len(node.args) == 1 else ""
        return Called(text_of(node.func), kind_named(found[1]), argument)
    return Called("", kind_named(found[1]))


def arguments(clue: Clue) -> Fact | None:
    """A call with too many or too few arguments, or with others."""
    if clue.error != "TypeError":
        return None
    few = re.search(r"(\w+)\(\) missing (\d+) required positional arguments?: (.*)", clue.message)
    many = re.search(
        r"(\w+)\(\) takes (?:from \d+ to )?(\d+) positional arguments? but (\d+)", clue.message
    )
    other = re.search(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'", clue.message)
    found = few or many or other
    if found is None:
        return None
    name = found[1]
    own = clue.functions().get(name)
    parameters = tuple(item.arg for item in own.args.args) if own else ()
    whole = not clue.scene.line and name == clue.slug
    if few:
        missing = tuple(re.findall(r"'(\w+)'", few[3]))
        wanted = len(parameters) or int(few[2])
        return WrongArguments(
            name, wanted, wanted - len(missing), missing, "", own is not None, whole, parameters
        )
    if many:
        return WrongArguments(
            name, int(many[2]), int(many[3]), (), "", own is not None, whole, parameters
        )
    return WrongArguments(
        name, len(parameters), 0, (), found[2], own is not None, whole, parameters
    )


def parts_not_listed(clue: Clue) -> Fact | None:
    """``np.concatenate(a, b)``, ``np.zeros(3, 4)``."""
    call = clue.node if isinstance(clue.node, ast.Call) else None
    if call is None or clue.error not in ("TypeError", "ValueError"):
        return None
    name = called_name(call)
    several = len(call.args) > 1 and not isinstance(call.args[0], (ast.List, ast.Tuple))
    if name in ("concatenate", "stack", "hstack", "vstack", "column_stack", "block") and several:
        thing = thing_of(call.args[0], clue.things)
        if thing is not None and thing.kind in ("list", "tuple"):
            return None
        return PartsNotListed(text_of(call), f"np.{name}")
    if name in ("zeros", "ones", "empty", "full") and several:
        return SizesNotListed(text_of(call), f"np.{name}")
    return None


def not_a_size(clue: Clue) -> Fact | None:
    """A float or a tuple as a size or as the end of a range."""
    found = re.search(r"'([\w.]+)' object cannot be interpreted as an integer", clue.message)
    if clue.error != "TypeError" or not found:
        return None
    call = clue.node
    if isinstance(call, ast.Call):
        for argument in _flat(call.args):
            thing = thing_of(argument, clue.things)
            wrong = isinstance(argument, ast.BinOp) and isinstance(argument.op, ast.Div)
            if wrong or (thing is not None and (thing.word == found[1] or thing.kind == found[1])):
                return NotASize(
                    text_of(argument), kind_named(found[1]) if found[1] != "float" else "float"
                )
    return NotASize(text_of(call), found[1])


def _flat(nodes: list[ast.expr]) -> list[ast.expr]:
    return [
        part
        for node in nodes
        for part in (node.elts if isinstance(node, (ast.Tuple, ast.List)) else [node])
    ]


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
            len(node.value.elts) if isinstance(node.value, ast.Tuple) else 1
            for node in ast.walk(function)
            if isinstance(node, ast.Return) and node.value is not None
        }
        if function is not None
        else set()
    )
    return counts.pop() if len(counts) == 1 else 0


def read_only(clue: Clue) -> Fact | None:
    """An assignment into an input that is read-only."""
    if clue.error != "ValueError" or not re.search(r"read-only|WRITEBACKIFCOPY", clue.message):
        return None
    statement = clue.statement
    target: ast.AST | None = None
    if isinstance(statement, ast.AugAssign):
        target = statement.target
    elif isinstance(statement, ast.Assign):
        target = next((item for item in statement.targets if isinstance(item, ast.Subscript)), None)
    call = clue.node if isinstance(clue.node, ast.Call) else None
    if call is not None:
        target = next(
            (word.value for word in call.keywords if word.arg == "out"),
            call.args[0] if call.args else None,
        )
    while isinstance(target, ast.Subscript):
        target = target.value
    return ReadOnly(text_of(target))


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
    return Ragged(text_of(clue.node))


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
        return Ragged(text_of(clue.node))
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
    called,
    arguments,
    parts_not_listed,
    not_a_size,
    split,
    read_only,
    scalars_only,
    overflow,
    divided_by_zero,
    narrow,
    ragged,
    wrong_kind,
)
