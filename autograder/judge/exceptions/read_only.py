"""A rule about what may not be changed in place: an input, a part of one, or a read-only view."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from autograder.data.causes import Fact, ReadOnly
from autograder.judge.exceptions.clue import Clue, text_of
from autograder.judge.exceptions.shapes import called_name

_VIEWS = frozenset(
    {"broadcast_to", "broadcast_arrays", "diagonal", "diag", "frombuffer", "as_strided"}
    | {"sliding_window_view"}
)
"""Functions of NumPy whose results are read-only."""
_SHARING = frozenset(
    {"asarray", "asanyarray", "reshape", "transpose", "swapaxes", "ravel", "squeeze", "atleast_2d"}
)
"""Functions of NumPy whose results share the memory of what they are given."""
_FURTHEST = 8


def read_only(clue: Clue) -> Fact | None:
    """An assignment into something that is read-only."""
    if clue.error != "ValueError" or not re.search(r"read-only|WRITEBACKIFCOPY", clue.message):
        return None
    target = _root(_target(clue))
    return _origin(clue, target)


def _target(clue: Clue) -> ast.AST | None:
    """What the line changes."""
    statement = clue.statement
    node = clue.node.value if isinstance(clue.node, ast.Expr) else clue.node
    call = node if isinstance(node, ast.Call) else None
    if call is not None:
        into = next((word.value for word in call.keywords if word.arg == "out"), None)
        method = call.func.value if isinstance(call.func, ast.Attribute) else None
        numpy = isinstance(method, ast.Name) and method.id in ("np", "numpy")
        if into is None and not numpy and method is not None:
            return method  # such as `x.sort()`
        return into or (call.args[0] if call.args else None)
    if isinstance(statement, ast.AugAssign):
        return statement.target
    if isinstance(statement, ast.Assign):
        return next((item for item in statement.targets if isinstance(item, ast.Subscript)), None)
    return None


def _root(node: ast.AST | None) -> ast.AST | None:
    while isinstance(node, ast.Subscript):
        node = node.value
    return node


def _origin(clue: Clue, target: ast.AST | None) -> ReadOnly:
    """Follow a name through the assignments of its function, to an input or to a view."""
    name = text_of(target)
    function = clue.function
    parameters = {argument.arg for argument in function.args.args} if function else set()
    here: ast.AST | None = target
    for _ in range(_FURTHEST):
        if isinstance(here, ast.Name) and here.id in parameters:
            return ReadOnly(name, "" if text_of(here) == name else here.id)
        value = _bound(function, here.id) if function and isinstance(here, ast.Name) else here
        view = _view(value)
        if view:
            return ReadOnly(name, by=view)
        inner = _shared(value)
        if inner is None or inner is here:
            break
        here = inner
    return ReadOnly(name, known=False)


def _view(value: ast.AST | None) -> str:
    """The function that made a read-only view, empty where it is none."""
    found = isinstance(value, ast.Call) and called_name(value) in _VIEWS
    return text_of(value.func) if found and isinstance(value, ast.Call) else ""


def _shared(value: ast.AST | None) -> ast.AST | None:
    """What a value shares its memory with: itself for a name, ``x`` for ``x[0]`` and ``x.T``."""
    match value:
        case ast.Name():
            return value
        case ast.Subscript(value=inner):
            return _root(inner)
        case ast.Attribute(value=inner, attr="T"):
            return _root(inner)
        case ast.Call(func=ast.Attribute(value=inner, attr=attr), args=args) if attr in _SHARING:
            numpy = isinstance(inner, ast.Name) and inner.id in ("np", "numpy")
            return _root(args[0]) if numpy and args else _root(inner)
        case _:
            return None


def _bound(function: ast.FunctionDef, name: str) -> ast.AST | None:
    """What was assigned to a name, where there is one such assignment."""
    values = [value for target, value in _assigned(function) if target == name]
    return values[0] if values else None


def _assigned(function: ast.FunctionDef) -> Iterator[tuple[str, ast.AST]]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _pairs(target, node.value)
        elif isinstance(node, (ast.For, ast.comprehension)):
            yield from _pairs(node.target, node.iter)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple):
        parts = value.elts if isinstance(value, ast.Tuple) else [value] * len(target.elts)
        for inner, part in zip(target.elts, parts, strict=False):
            yield from _pairs(inner, part)


RULES = (read_only,)
