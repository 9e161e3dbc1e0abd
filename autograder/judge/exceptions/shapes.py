"""The kinds and shapes of expressions, worked out from those of the names in them.

It reads the learner's source and runs nothing. What it does not know is ``None``.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from autograder.data.scene import Thing

Shape = tuple[int, ...]
Things = Mapping[str, Thing]

_ENTRYWISE = frozenset(
    {
        "divide",
        "power",
        "clip",
        "log1p",
        "expm1",
        "maximum",
        "full_like",
        "float64",
        "where",
        "abs",
        "square",
        "exp",
        "sign",
        "sqrt",
        "zeros_like",
        "sigmoid",
        "subtract",
        "ones_like",
        "asarray",
        "log",
        "array",
        "absolute",
        "minimum",
        "multiply",
        "negative",
        "copy",
        "nan_to_num",
        "tanh",
        "add",
        "empty_like",
    }
)
_PRODUCTS = frozenset({"dot", "matmul"})
NUMBER = Thing("number")


def array(shape: Shape) -> Thing:
    """An array of this shape."""
    return Thing("array", shape)


def thing_of(node: ast.AST, things: Things) -> Thing | None:
    """What an expression stands for."""
    worked_out = _WAYS.get(type(node))
    try:
        return worked_out(node, things) if worked_out else None
    except (RecursionError, ValueError, IndexError):
        return None


def shape_of(node: ast.AST, things: Things) -> Shape | None:
    """The shape of an expression, ``()`` for a number."""
    thing = thing_of(node, things)
    if thing is None:
        return None
    if thing.kind in ("list", "tuple"):
        return _listed(thing)
    return thing.shape if thing.kind in ("array", "number") else None


def _listed(thing: Thing) -> Shape | None:
    """The shape of the array that a list of arrays would make."""
    parts = [part.shape for part in thing.parts.values() if part.kind in ("array", "number")]
    if not parts or any(part != parts[0] for part in parts):
        return None
    return (*thing.shape, *parts[0])


def broadcast(first: Shape, second: Shape) -> Shape | None:
    """The shape of two arrays entry by entry, ``None`` where they do not fit."""
    count = max(len(first), len(second))
    left, right = ((1,) * (count - len(item)) + item for item in (first, second))
    if any(a != b and 1 not in (a, b) for a, b in zip(left, right, strict=True)):
        return None
    return tuple(max(a, b) if 0 not in (a, b) else 0 for a, b in zip(left, right, strict=True))


def product(first: Shape, second: Shape) -> Shape | None:
    """The shape of a matrix product, ``None`` where the factors do not fit."""
    if not first or not second or first[-1] != second[max(len(second) - 2, 0)]:
        return None
    return (*first[:-1], *second[:-2], *second[-1:]) if len(second) > 1 else first[:-1]


def word_of(node: ast.AST, things: Things) -> str | None:
    """The text that an expression stands for, as in ``"W_" + k``."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name) if name in things and things[name].kind == "text":
            return things[name].word
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            first, second = word_of(left, things), word_of(right, things)
            return None if first is None or second is None else first + second
        case ast.JoinedStr(values=values):
            words = [word_of(value, things) for value in values]
            return None if None in words else "".join(word or "" for word in words)
        case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
            return word_of(value, things)
        case _:
            return None


def _constant(node: ast.Constant, things: Things) -> Thing | None:
    if node.value is None:
        return Thing("none")
    if isinstance(node.value, str):
        return Thing("text", (), node.value)
    return NUMBER if isinstance(node.value, (int, float)) else None


def _attribute(node: ast.Attribute, things: Things) -> Thing | None:
    owner = thing_of(node.value, things)
    if owner is None or owner.kind != "array":
        return None
    if node.attr == "T":
        return array(owner.shape[::-1])
    if node.attr == "shape":
        return Thing("tuple", (len(owner.shape),), "", {})
    return NUMBER if node.attr in ("size", "ndim") else None


def _subscript(node: ast.Subscript, things: Things) -> Thing | None:
    owner = thing_of(node.value, things)
    if owner is None:
        return None
    if owner.kind == "dict":
        return owner.parts.get(word_of(node.slice, things) or "")
    if owner.kind in ("list", "tuple"):
        return _part(owner, node.slice)
    if owner.kind != "array":
        return None
    indices = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    shape: list[int] = []
    rest = list(owner.shape)
    for index in indices:
        if _is_none(index):
            shape.append(1)
        elif isinstance(index, ast.Slice):
            size = rest.pop(0)
            if index.lower or index.upper:
                return None
            shape.append(size)
        else:
            inner = thing_of(index, things)
            if inner is None or inner.kind != "number":
                return None
            rest.pop(0)
    return array((*shape, *rest))


def _part(owner: Thing, index: ast.AST) -> Thing | None:
    if isinstance(index, ast.Constant) and isinstance(index.value, int):
        return owner.parts.get(str(index.value))
    parts = list(owner.parts.values())
    return parts[0] if parts and all(part == parts[0] for part in parts) else None


def _is_none(node: ast.AST) -> bool:
    return (isinstance(node, ast.Constant) and node.value is None) or (
        isinstance(node, ast.Attribute) and node.attr == "newaxis"
    )


def _operation(node: ast.BinOp, things: Things) -> Thing | None:
    left, right = shape_of(node.left, things), shape_of(node.right, things)
    if left is None or right is None:
        return None
    found = product(left, right) if isinstance(node.op, ast.MatMult) else broadcast(left, right)
    return None if found is None else array(found) if found else NUMBER


def _call(node: ast.Call, things: Things) -> Thing | None:
    name = called_name(node)
    if isinstance(node.func, ast.Attribute) and not _is_module(node.func.value, things):
        return _method(node, node.func, things)
    if name in _PRODUCTS and len(node.args) == 2:
        left, right = (shape_of(item, things) for item in node.args)
        found = None if left is None or right is None else product(left, right)
        return None if found is None else array(found)
    if name in _ENTRYWISE and node.args:
        shapes = [shape_of(item, things) for item in node.args]
        whole: Shape | None = ()
        for shape in shapes:
            whole = None if whole is None or shape is None else broadcast(whole, shape)
        return None if whole is None else array(whole)
    if name == "transpose" and len(node.args) == 1:
        shape = shape_of(node.args[0], things)
        return None if shape is None else array(shape[::-1])
    if name in ("len", "float", "int"):
        return NUMBER
    return None


def _method(node: ast.Call, function: ast.Attribute, things: Things) -> Thing | None:
    owner = shape_of(function.value, things)
    if owner is None:
        return None
    if function.attr in _PRODUCTS and len(node.args) == 1:
        other = shape_of(node.args[0], things)
        found = None if other is None else product(owner, other)
        return None if found is None else array(found)
    if function.attr in ("copy", "astype"):
        return array(owner)
    return array(owner[::-1]) if function.attr == "transpose" and not node.args else None


def called_name(node: ast.Call) -> str:
    """The last name of what is called: ``tanh`` of ``np.tanh(z)``."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _is_module(node: ast.AST, things: Things) -> bool:
    return isinstance(node, ast.Name) and getattr(things.get(node.id), "kind", "") == "module"


def _sequence(node: ast.List | ast.Tuple, things: Things) -> Thing | None:
    parts = [thing_of(item, things) for item in node.elts]
    kind = "list" if isinstance(node, ast.List) else "tuple"
    known = {str(index): part for index, part in enumerate(parts) if part is not None}
    return Thing(kind, (len(parts),), "", known) if len(known) == len(parts) else None


def _name(node: ast.Name, things: Things) -> Thing | None:
    return things.get(node.id)


def _unary(node: ast.UnaryOp, things: Things) -> Thing | None:
    return thing_of(node.operand, things)


_WAYS: Mapping[type, Callable[..., Thing | None]] = {
    ast.Name: _name,
    ast.Constant: _constant,
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    ast.UnaryOp: _unary,
    ast.BinOp: _operation,
    ast.Call: _call,
    ast.List: _sequence,
    ast.Tuple: _sequence,
}
