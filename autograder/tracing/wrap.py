"""Wrap every expression of a source in a call that records its value.

The wrapped source does what the source does. It calls four names that `autograder.tracing.recorder`
binds: one for values, one for what a statement stored, and two for the turns of loops.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.data.runs import Chunk
from autograder.data.trace import Site
from autograder.tracing.nodes import Wrapper

LONGEST = 200_000
"""Characters of a chunk that is wrapped. A longer one runs as it is."""


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
    """

    chunks: tuple[Chunk, ...]
    sites: tuple[Site, ...]
    lines: tuple[tuple[int, ...], ...]


def wrap(chunks: Sequence[Chunk]) -> Wrapped:
    """Wrap chunks of source, which may come from anyone.

    Nothing of it is run. A chunk that is no Python, or far too long or deep, is left as it is, and
    nothing is recorded in it.
    """
    sites: list[Site] = []
    wrapped: list[Chunk] = []
    lines: list[tuple[int, ...]] = []
    for chunk in chunks:
        here: list[Site] = []
        try:
            source, lines_here = _wrapped(chunk, here, len(sites))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            source, lines_here, here = chunk.source, (), []
        sites += here
        wrapped.append(replace(chunk, source=source))
        lines.append(lines_here)
    sites += [Site("input", "", 0, 0, 0, 0, ""), Site("output", "", 0, 0, 0, 0, "")]
    return Wrapped(tuple(wrapped), tuple(sites), tuple(lines))


def _wrapped(chunk: Chunk, sites: list[Site], first: int) -> tuple[str, tuple[int, ...]]:
    """The wrapped source of one chunk, and for each of its lines that of the source."""
    if len(chunk.source) > LONGEST:
        raise ValueError("too long")
    tree = ast.parse(chunk.source)
    Wrapper(chunk.name, sites, first).module(tree)
    source = ast.unparse(ast.fix_missing_locations(tree))
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
    """All statements, those around others first."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
