"""Source that runs at once, instead of statement by statement."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from autograder.data.runs import Chunk

_DEFINITIONS = (ast.FunctionDef, ast.ClassDef)


def at_once(chunks: Sequence[Chunk], trees: Sequence[ast.Module | None]) -> list[bool]:
    """Which chunks do the same where they are compiled as a whole.

    A sandbox reads each statement by itself, so that one that fails does not keep the next ones
    away. Functions and imports alone cannot fail like that. A function that stands there twice, as
    a stub and as it was written, is left to the rules for which of them counts.

    Parameters
    ----------
    chunks
        The source.
    trees
        The tree of each chunk; ``None`` where it is no Python.
    """
    names = [
        node.name
        for tree in trees
        for node in (tree.body if tree is not None else ())
        if isinstance(node, _DEFINITIONS)
    ]
    once = len(set(names)) == len(names)
    return [
        once
        and tree is not None
        and "NotImplementedError" not in chunk.source
        and all(map(_is_plain, tree.body))
        for chunk, tree in zip(chunks, trees, strict=True)
    ]


def whole(chunk: Chunk) -> Chunk:
    """The chunk as a single statement. Reading its tree would take most of the time to run it."""
    run = f"exec(compile({chunk.source!r}, {chunk.name!r}, 'exec'))\n"
    return replace(chunk, source=run)


def _is_plain(node: ast.stmt) -> bool:
    """Whether a statement only defines or imports something, or gives a number a name."""
    match node:
        case ast.FunctionDef() | ast.ClassDef() | ast.Import():
            return not getattr(node, "decorator_list", ())
        case ast.ImportFrom():
            return node.module != "__future__"
        case ast.Expr(value=value) | ast.Assign(targets=[ast.Name()], value=value):
            return isinstance(value, (ast.Constant, ast.Lambda))
        case _:
            return False
