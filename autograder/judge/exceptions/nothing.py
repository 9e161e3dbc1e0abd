"""Rules about ``None``: compared with ``==``, left in a template, or returned by mistake."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Literal

from autograder.data.causes import ArrayAsCondition, ComparedWithNone, Fact, NothingThere
from autograder.judge.exceptions.clue import Clue, text_of
from autograder.judge.exceptions.shapes import called_name, thing_of

_IN_PLACE = frozenset(
    {"append", "extend", "insert", "reverse", "sort", "update", "fill", "copyto", "print", "clear"}
)


def condition(clue: Clue) -> Fact | None:
    """An array where one truth value is needed."""
    if clue.error != "ValueError" or "truth value of an array" not in clue.message:
        return None
    for node in _conditions(clue):
        for inner in ast.walk(node):
            if isinstance(inner, ast.Compare) and isinstance(inner.ops[0], (ast.Eq, ast.NotEq)):
                for side, other in (
                    (inner.left, inner.comparators[0]),
                    (inner.comparators[0], inner.left),
                ):
                    if isinstance(other, ast.Constant) and other.value is None:
                        return ComparedWithNone(text_of(side), isinstance(inner.ops[0], ast.Eq))
    found = [node for node in _conditions(clue) if isinstance(node, ast.expr)]
    return ArrayAsCondition(text_of(found[0] if found else None))


def _conditions(clue: Clue) -> Iterator[ast.AST]:
    if clue.node is not None:
        yield clue.node
    if isinstance(clue.statement, (ast.If, ast.While)):
        yield clue.statement.test
    elif clue.statement is not None:
        yield clue.statement


def nothing_there(clue: Clue) -> Fact | None:
    """``None`` in an operation."""
    if "NoneType" not in clue.message and "not subscriptable" not in clue.message:
        return None
    node = _which(clue)
    if node is None:
        return NothingThere("", "unknown") if "NoneType" in clue.message else None
    return _origin(clue, node)


def _which(clue: Clue) -> ast.expr | None:
    """The part of the expression that is ``None``."""
    for root in (clue.node, clue.statement):
        if root is None:
            continue
        for node in ast.walk(root):
            if isinstance(node, (ast.Name, ast.Subscript)) and isinstance(node.ctx, ast.Load):
                thing = thing_of(node, clue.things)
                if thing is not None and thing.kind == "none":
                    return node
    calls = (
        [node for node in ast.walk(clue.statement) if isinstance(node, ast.Call)]
        if clue.statement
        else []
    )
    own = [node for node in calls if _returns_nothing(clue, called_name(node))]
    return own[0] if own and "NoneType" in clue.message else None


def _origin(clue: Clue, node: ast.expr) -> Fact:
    """Where a ``None`` came from: the last assignment before the line."""
    text = text_of(node)
    if isinstance(node, ast.Call):
        return NothingThere(text, "no return", called_name(node))
    name = node.id if isinstance(node, ast.Name) else ""
    value, line = _assigned(clue, name)
    if value is None:
        value = _given(clue, name)
    if value is None:
        return NothingThere(text, "unknown")
    if isinstance(value, ast.Constant) and value.value is None:
        return NothingThere(text, "template", line=line)
    if isinstance(value, ast.Call):
        called = called_name(value)
        source: Literal["no return", "in place", "call"] = (
            "in place"
            if called in _IN_PLACE
            else "no return"
            if _returns_nothing(clue, called)
            else "call"
        )
        return NothingThere(text, source, called, line)
    return NothingThere(text, "unknown", line=line)


def _given(clue: Clue, name: str) -> ast.expr | None:
    """The call in an argument that gave a parameter its value."""
    if clue.function is None:
        return None
    names = [item.arg for item in clue.function.args.args]
    if name not in names:
        return None
    place = names.index(name)
    for node in ast.walk(clue.tree):
        if isinstance(node, ast.Call) and called_name(node) == clue.function.name:
            argument = node.args[place] if place < len(node.args) else None
            if isinstance(argument, ast.Call) and _returns_nothing(clue, called_name(argument)):
                return argument
    return None


def _assigned(clue: Clue, name: str) -> tuple[ast.expr | None, int]:
    """What was last assigned to a name before the line of the exception, and where."""
    found: tuple[ast.expr | None, int] = (None, 0)
    for node in ast.walk(clue.function or clue.tree):
        if isinstance(node, ast.Assign) and found[1] < node.lineno <= clue.scene.line:
            for target in node.targets:
                value = _value_for(target, node.value, name)
                same = node.lineno == clue.scene.line
                if value is not None and (not same or _in_place(value)):
                    found = value, node.lineno
    return found


def _in_place(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and called_name(value) in _IN_PLACE


def _value_for(target: ast.expr, value: ast.expr, name: str) -> ast.expr | None:
    if isinstance(target, ast.Name) and target.id == name:
        return value
    if isinstance(target, ast.Tuple):
        names = [item.id if isinstance(item, ast.Name) else "" for item in target.elts]
        if name in names:
            if isinstance(value, ast.Tuple) and len(value.elts) == len(names):
                return value.elts[names.index(name)]
            return value
    return None


def _returns_nothing(clue: Clue, name: str) -> bool:
    """Whether a function of the learner's has no return statement with a value."""
    function = clue.functions().get(name)
    return function is not None and not any(
        isinstance(node, ast.Return) and node.value is not None for node in ast.walk(function)
    )


def cannot_split(clue: Clue) -> Fact | None:
    """``a, b = f()`` where f returns nothing."""
    found = re.search(
        r"cannot unpack non-iterable NoneType|'NoneType' object is not iterable", clue.message
    )
    if not found or not isinstance(clue.statement, ast.Assign):
        return None
    value = clue.statement.value
    if isinstance(value, ast.Call):
        called = called_name(value)
        return NothingThere(
            text_of(value), "no return" if _returns_nothing(clue, called) else "call", called
        )
    return None


RULES = (condition, cannot_split, nothing_there)
