"""Right code with one edit in it, made in its text so that every line stays where it is."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass

OPERATORS: dict[type[ast.operator], tuple[str, ...]] = {
    ast.Add: ("-", "*"),
    ast.Sub: ("+",),
    ast.Mult: ("+", "/"),
    ast.Div: ("*",),
    ast.Pow: ("*",),
    ast.MatMult: ("*",),
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
_TAKEN_FOR = {"f": "i", "i": "f", "g": "o", "o": "g"}
"""The letter of a gate in a name or a key, and one that it may be taken for."""


@dataclass(frozen=True)
class Edit:
    """One edit.

    Parameters
    ----------
    source
        The whole source with the edit in it.
    first, last
        The lines of what was edited.
    statement
        The first line of the statement around it.
    kind
        What kind of edit it is.
    words
        What was put in the place of what.
    """

    source: str
    first: int
    last: int
    statement: int
    kind: str
    words: str


def edits(source: str, function: str, most: int, seed: int) -> list[Edit]:
    """Some edits of the code that a function runs, drawn at random, at most one at each place."""
    tree = ast.parse(source)
    places: dict[tuple[int, int, int, int], list[Edit]] = {}
    for statement, node, names in _places(tree, function):
        where = node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0
        for kind, text in _replacements(node, names):
            edit = _put(source, node, statement, kind, text)
            if edit is not None:
                places.setdefault(where, []).append(edit)
    rng = random.Random(seed)
    chosen = rng.sample(sorted(places), min(most, len(places)))
    return [rng.choice(places[where]) for where in chosen]


def _put(source: str, node: ast.expr, statement: ast.stmt, kind: str, text: str) -> Edit | None:
    lines = [line.encode() for line in source.splitlines(keepends=True)]
    first, last = node.lineno, node.end_lineno or node.lineno
    before = lines[first - 1][: node.col_offset]
    after = lines[last - 1][node.end_col_offset :]
    old = ast.get_source_segment(source, node) or ""
    breaks = b"\n" * (last - first) if last > first else b""
    if breaks:  # keep the lines below where they are
        text = f"({text}{breaks.decode()})"
    changed = b"".join([*lines[: first - 1], before + text.encode() + after, *lines[last:]])
    try:
        ast.parse(changed)
    except SyntaxError:
        return None
    words = f"{' '.join(old.split())} -> {' '.join(text.split())}"
    return Edit(changed.decode(), first, last, statement.lineno, kind, words)


def _places(
    tree: ast.Module, function: str
) -> Iterator[tuple[ast.stmt, ast.expr, dict[int, list[str]]]]:
    """The expressions of all functions that a function uses, each with its statement."""
    for definition in _used(tree, function):
        names = _names(definition)
        for statement in ast.walk(definition):
            if not isinstance(statement, ast.stmt) or statement is definition:
                continue
            for node in _own_expressions(statement):
                yield statement, node, names


def _used(tree: ast.Module, function: str) -> list[ast.FunctionDef]:
    defined = {
        node.name: node
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }
    waiting, seen = [function], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in defined:
            continue
        seen.add(name)
        for node in ast.walk(defined[name]):
            if isinstance(node, ast.Name):
                waiting.append(node.id)
            elif isinstance(node, ast.Attribute):
                waiting.append(node.attr)
    found = [defined[name] for name in sorted(seen)]
    inner = {id(node) for outer in found for node in ast.walk(outer) if node is not outer}
    return [node for node in found if isinstance(node, ast.FunctionDef) and id(node) not in inner]


def _own_expressions(statement: ast.stmt) -> Iterator[ast.expr]:
    """The expressions of a statement itself, not of those inside it."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef, ast.Raise, ast.Assert)):
        return
    for child in ast.iter_child_nodes(statement):
        if isinstance(child, ast.expr):
            for node in ast.walk(child):
                if isinstance(node, ast.expr) and not isinstance(node, ast.JoinedStr):
                    yield node


def _names(definition: ast.FunctionDef) -> dict[int, list[str]]:
    """For each line of a function the names of values that are bound by then."""
    bound = {argument.arg: definition.lineno for argument in definition.args.args}
    for node in ast.walk(definition):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.setdefault(node.id, node.lineno)
    last = definition.end_lineno or definition.lineno
    return {
        line: sorted(name for name, since in bound.items() if since < line and name != "self")
        for line in range(definition.lineno, last + 1)
    }


def _replacements(node: ast.expr, names: dict[int, list[str]]) -> Iterator[tuple[str, str]]:
    """What an expression may be changed into, with the kind of the edit."""
    if isinstance(node, ast.BinOp):
        left, right = f"({ast.unparse(node.left)})", f"({ast.unparse(node.right)})"
        for operator in OPERATORS.get(type(node.op), ()):
            yield "operator", f"{left} {operator} {right}"
        kind = "missing factor" if isinstance(node.op, (ast.Mult, ast.Div)) else "missing term"
        yield from ((kind, left), (kind, right))
        if isinstance(node.op, (ast.MatMult, ast.Sub)):
            yield "order of operands", f"{right} {_sign(node.op)} {left}"
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        others = names.get(node.lineno, [])
        if node.id in others:
            yield from (("operand", other) for other in others if other != node.id)
        yield from (("function", other) for other in FUNCTIONS.get(node.id, ()))
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
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


def _sign(operator: ast.operator) -> str:
    return "@" if isinstance(operator, ast.MatMult) else "-"


def _constants(node: ast.Constant) -> Iterator[tuple[str, str]]:
    value = node.value
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, (int, float)):
        yield from (("constant", repr(other)) for other in (value + 1, -value) if other != value)
        if value:
            yield "constant", repr(value - value)
    elif isinstance(value, str) and 0 < len(value) <= 4 and value[-1] in _TAKEN_FOR:
        yield "key", repr(value[:-1] + _TAKEN_FOR[value[-1]])
