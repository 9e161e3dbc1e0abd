"""Statements near a located one, where the slip may be as well."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from autograder.data.location import Location
from autograder.data.runs import Chunk
from autograder.judge.edits.place import Place, enclosing, find_place, heads, parsed, walk

MOST_PLACES = 3


def places(chunks: Sequence[Chunk], location: Location, slug: str) -> Iterator[tuple[Chunk, Place]]:
    """The located statement, and then at most `MOST_PLACES` others.

    These are the statement that made what the located one reads, the head of the loop around it,
    and the statement that reads what it made. Where a value is returned in the wrong place, the
    ``return`` statements of the exercise's function come first.

    Parameters
    ----------
    chunks
        The learner's source.
    location
        Where the numbers leave the truth.
    slug
        The exercise's function.
    """
    first = _located(chunks, location)
    if first is None:
        return
    returns = _returns(chunks, slug) if location.kind == "misplaced" else ()
    others = (*returns, *_around(*first))  # found before the tree of the first one is changed
    yield first
    seen = {first[1].statement.lineno}
    for chunk, place in others:
        if place.statement.lineno not in seen and len(seen) <= MOST_PLACES:
            seen.add(place.statement.lineno)
            yield chunk, place


def _located(chunks: Sequence[Chunk], location: Location) -> tuple[Chunk, Place] | None:
    """The statement, in the chunk of that name that has one on these lines."""
    for chunk in chunks:
        if chunk.name == location.chunk:
            place = find_place(chunk.source, location.line, location.end_line)
            if place is not None:
                return chunk, place
    return None


def _returns(chunks: Sequence[Chunk], slug: str) -> Iterator[tuple[Chunk, Place]]:
    for chunk in reversed(chunks):
        tree = parsed(chunk.source) if slug in chunk.source else None
        for node in tree.body if tree is not None else ():
            if isinstance(node, ast.FunctionDef) and node.name == slug:
                for inner in reversed(list(walk(node))):
                    if isinstance(inner, ast.Return):
                        yield from _at(chunk, inner)


def _around(chunk: Chunk, place: Place) -> Iterator[tuple[Chunk, Place]]:
    around = enclosing(place)
    if not around:
        return
    statements = [node for node in walk(around[-1]) if isinstance(node, ast.stmt) and heads(node)]
    here = place.statement
    before = [node for node in statements if node.lineno < here.lineno]
    after = [node for node in statements if node.lineno > here.lineno]
    loops = [node for node in before if isinstance(node, ast.For) and _holds(node, here)]
    made = [node for node in before if _stored(node) & _read(here)]
    used = [node for node in after if _read(node) & _stored(here)]
    for node in (*made[-1:], *loops[-1:], *used[:1]):
        yield from _at(chunk, node)


def _holds(loop: ast.stmt, statement: ast.stmt) -> bool:
    return statement.lineno <= (loop.end_lineno or loop.lineno)


def _at(chunk: Chunk, node: ast.stmt) -> Iterator[tuple[Chunk, Place]]:
    place = find_place(chunk.source, node.lineno)
    if place is not None:
        yield chunk, place


def _read(statement: ast.stmt) -> set[str]:
    return {
        node.id for head in heads(statement) for node in walk(head) if isinstance(node, ast.Name)
    }


def _stored(statement: ast.stmt) -> set[str]:
    """The variables that a statement writes to, such as ``hs`` in ``hs[t] = h``."""
    target = getattr(statement, "target", None)
    targets: list[ast.AST] = [*getattr(statement, "targets", []), *([target] if target else [])]
    if isinstance(statement, ast.Expr):  # such as `hs.append(h)`
        targets = [statement.value]
    return {node.id for part in targets for node in walk(part) if isinstance(node, ast.Name)}
