"""Wrap every expression of a source in a call that records its value.

The wrapped source does what the source does. It calls four names that `autograder.tracing.recorder`
binds: one for values, one for what a statement stored, and two for the turns of loops.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.data.chunks import at_once
from autograder.data.runs import Chunk
from autograder.data.trace import Site
from autograder.tracing.nodes import Wrapper
from autograder.tracing.reached import name_of, unreached

LONGEST = 200_000
"""Characters of a chunk that is wrapped. A longer one runs as it is."""
_BLOCKS = ("body", "orelse", "handlers", "finalbody", "cases")
"""Where the statements in a statement are."""


@dataclass(frozen=True)
class Wrapped:
    """Source whose values are recorded.

    Parameters
    ----------
    chunks
        The chunks under their own names. One that cannot be wrapped stands as it was.
    sites
        The expressions and statements that are recorded; at the end, one for what goes in and one
        for what comes out.
    lines
        For each chunk the lines of the source that the lines of the wrapped source stand for.
    at_once
        Which chunks may be compiled as a whole (`autograder.data.chunks`).
    """

    chunks: tuple[Chunk, ...]
    sites: tuple[Site, ...]
    lines: tuple[tuple[int, ...], ...]
    at_once: tuple[bool, ...]


def wrap(chunks: Sequence[Chunk], slug: str = "") -> Wrapped:
    """Wrap chunks of source, which may come from anyone.

    Nothing of it is run. A chunk that is no Python, or far too long or deep, is left as it is, and
    nothing is recorded in it.

    Parameters
    ----------
    chunks
        The chunks.
    slug
        The function that will be called: functions that it does not reach are left as they are.
        Without one, all are wrapped.
    """
    trees = [_parsed(chunk) for chunk in chunks]
    together = at_once(chunks, trees)
    read = [tree for tree in trees if tree is not None]
    left_out = unreached(read, slug) if slug else frozenset()
    sites: list[Site] = []
    wrapped: list[Chunk] = []
    lines: list[tuple[int, ...]] = []
    for chunk, tree in zip(chunks, trees, strict=True):
        here: list[Site] = []
        source: str = chunk.source
        lines_here: tuple[int, ...] = ()
        if tree is not None:
            try:
                twins = _twins(tree, chunk.source, left_out)
                wrapper = Wrapper(chunk.name, here, len(sites), twins)
                wrapper.module(tree, left_out)
                source, lines_here = _written(tree)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                source, lines_here, here = chunk.source, (), []
        sites += here
        wrapped.append(replace(chunk, source=source))
        lines.append(lines_here)
    sites += [Site("input", "", 0, 0, 0, 0, ""), Site("output", "", 0, 0, 0, 0, "")]
    return Wrapped(tuple(wrapped), tuple(sites), tuple(lines), tuple(together))


def _parsed(chunk: Chunk) -> ast.Module | None:
    """The syntax tree of a chunk; ``None`` where it is no Python or far too long."""
    if len(chunk.source) > LONGEST:
        return None
    try:
        return ast.parse(chunk.source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _twins(tree: ast.Module, source: str, left_out: frozenset[str]) -> dict[int, ast.AST]:
    """For the ids of the nodes of a tree, the same nodes of a second tree of the same source.

    Nothing is asked of the statements that are left out.
    """
    return {
        id(node): twin
        for statement, other in zip(tree.body, ast.parse(source).body, strict=True)
        if name_of(statement) not in left_out
        for node, twin in zip(ast.walk(statement), ast.walk(other), strict=True)
    }


def _written(tree: ast.Module) -> tuple[str, tuple[int, ...]]:
    """The source of a wrapped tree, and for each of its lines that of the source it came from."""
    source = ast.unparse(tree)
    return source, _lines(tree, ast.parse(source), source.count("\n") + 1)


def _lines(original: ast.Module, written: ast.Module, count: int) -> tuple[int, ...]:
    """For each line of what was written, counted from 1, the line of the statement it stands for.

    Both trees have the same statements in the same order; those of the first know the lines of the
    source.
    """
    found = [0] * (count + 1)
    pairs = zip(_statements(original), _statements(written), strict=True)
    for before, after in pairs:
        for line in range(after.lineno, (after.end_lineno or after.lineno) + 1):
            found[line] = before.lineno
    return tuple(found)


def _statements(tree: ast.Module) -> list[ast.stmt]:
    """All statements, in the same order for trees of the same statements."""
    found: list[ast.stmt] = []
    todo: list[ast.AST] = [tree]
    while todo:
        node = todo.pop()
        for name in _BLOCKS:
            for inner in getattr(node, name, ()):
                todo.append(inner)
                if isinstance(inner, ast.stmt):
                    found.append(inner)
    return found
