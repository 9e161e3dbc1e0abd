"""Which functions of a source a call may reach: the others need not be recorded."""

from __future__ import annotations

import ast
from collections.abc import Iterable

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def unreached(trees: Iterable[ast.Module], slug: str) -> frozenset[str]:
    """The names of functions and classes at the top level that a function does not reach.

    Whatever mentions a name is taken to reach it: a call, a method of that name, a table of
    functions. Statements at the top level that may hand on functions count as well, such as those
    in an ``if``.

    Parameters
    ----------
    trees
        The source.
    slug
        The function that is called.
    """
    mentions: dict[str, set[str]] = {}
    todo = {slug}
    defined: set[str] = set()
    for tree in trees:
        for node in tree.body:
            name = name_of(node)
            if name:
                defined.add(name)
            if name or _is_constant(node):
                for key in (name,) if name else _targets(node):
                    mentions.setdefault(key, set()).update(_mentioned(node))
            elif not _prints(node):
                todo |= _mentioned(node)
    reached: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo |= mentions.get(name, set())
    return frozenset(defined - reached)


def name_of(node: ast.stmt) -> str:
    """The name of a function or class without a decorator; empty for any other statement."""
    return node.name if isinstance(node, _DEFINITIONS) and not node.decorator_list else ""


def _is_constant(node: ast.stmt) -> bool:
    """Whether it gives a name to something, such as a table of functions, and does no more."""
    return isinstance(node, ast.Assign) and bool(_targets(node))


def _targets(node: ast.stmt) -> list[str]:
    """The names that an assignment gives; none where it also writes elsewhere."""
    targets = node.targets if isinstance(node, ast.Assign) else []
    names = [target.id for target in targets if isinstance(target, ast.Name)]
    return names if len(names) == len(targets) else []


def _prints(node: ast.stmt) -> bool:
    """Whether a statement only shows something, as people do to try a function out."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id="print" | "check"))) | ast.Assert():
            return True
        case _:
            return False


def _mentioned(node: ast.AST) -> set[str]:
    return {
        inner.id if isinstance(inner, ast.Name) else inner.attr
        for inner in ast.walk(node)
        if isinstance(inner, (ast.Name, ast.Attribute))
    }
