"""Statements near a located one, where the slip may be as well."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from autograder.data.location import Location
from autograder.data.runs import Chunk
from autograder.judge.edits.place import (
    Pair,
    Place,
    blocks,
    enclosing,
    find_place,
    heads,
    is_simple,
    parsed,
    walk,
)

MOST_PLACES = 14


def places(chunks: Sequence[Chunk], location: Location, slug: str) -> Iterator[tuple[Chunk, Place]]:
    """The located statement, and then at most `MOST_PLACES` others, the likeliest first.

    These are the located statement and one beside it as a pair, those that made what it reads, the
    head of the loop around it, and those that read what it made; then those that call its
    function, and the other way round. Where a value is returned in the wrong place, the ``return``
    statements of the exercise's function come first.

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
    yield first
    returns = _all_returns(chunks, slug) if location.kind == "misplaced" else ()
    near, far = _around(*first)
    others = chain(
        *(returns, near, _callers(chunks, *first)),
        *(_pairs(*first), far, _called(chunks, *first)),
    )
    seen = {(first[0].name, first[1].statement.lineno, False)}
    for chunk, place in others:
        key = chunk.name, place.statement.lineno, isinstance(place.statement, Pair)
        if key not in seen and len(seen) <= MOST_PLACES:
            seen.add(key)
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
        named = [node for node in walk(tree) if _is_function(node, slug)] if tree else []
        for inner in (part for node in named for part in reversed(list(walk(node)))):
            if isinstance(inner, ast.Return):
                yield from _at(chunk, inner)


def _all_returns(chunks: Sequence[Chunk], slug: str) -> Iterator[tuple[Chunk, Place]]:
    """The ``return`` statements of a function, and of those that they call."""
    for chunk, place in list(_returns(chunks, slug)):
        yield chunk, place
        yield from _called(chunks, chunk, place)


def _is_function(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == name


Statements: TypeAlias = "list[tuple[Chunk, Place]]"


def _around(chunk: Chunk, place: Place) -> tuple[Statements, Statements]:
    """The statements of the same function that the values flow through, near ones and others."""
    around = enclosing(place)
    if not around:
        return [], []
    statements = [node for node in walk(around[-1]) if isinstance(node, ast.stmt) and heads(node)]
    here = place.statement
    before = [node for node in statements if node.lineno < here.lineno]
    after = [node for node in statements if node.lineno > here.lineno]
    loops = _loops_around(before, here)
    used = [node for node in after if _read(node) & stored(here)]
    made = list(_makers(before, here))
    near = (*made[:1], *loops[-1:], *used[:1])
    far = (*made[1:4], *used[1:3], *loops[:-1])
    return (
        [found for node in near for found in _at(chunk, node)],
        [found for node in far for found in _at(chunk, node)],
    )


def _loops_around(statements: Sequence[ast.stmt], here: ast.stmt) -> list[ast.stmt]:
    return [node for node in statements if isinstance(node, ast.For) and _holds(node, here)]


def _makers(before: Sequence[ast.stmt], here: ast.stmt) -> Iterator[ast.stmt]:
    """The statements that made what one reads, the nearest first, and what made those."""
    wanted = _read(here)
    for node in reversed(before):
        if stored(node) & wanted:
            yield node
            wanted |= _read(node)


def _pairs(chunk: Chunk, around: Place) -> Iterator[tuple[Chunk, Place]]:
    """The statement and the one before or after it in the same block, each time as a pair."""
    for first in (-1, 0):
        place = find_place(chunk.source, around.statement.lineno)
        if place is None:
            return
        for block in blocks(place.whole):
            at = next((i for i, node in enumerate(block) if node is place.statement), None)
            if at is None or at + first < 0 or at + first + 2 > len(block):
                continue
            two = block[at + first : at + first + 2]
            if all(is_simple(node) and not isinstance(node, ast.Return) for node in two):
                pair = Pair(*two)
                block[at + first : at + first + 2] = [pair]
                yield chunk, replace(place, statement=pair)


def _callers(chunks: Sequence[Chunk], chunk: Chunk, place: Place) -> Iterator[tuple[Chunk, Place]]:
    """The statements that call the function of the located one, and the loops around them."""
    names = {node.name for node in enclosing(place) if isinstance(node, ast.FunctionDef)}
    for other in chunks if names else ():
        tree = parsed(other.source) if any(name in other.source for name in names) else None
        nodes = walk(tree) if tree is not None else ()
        statements = [node for node in nodes if isinstance(node, ast.stmt)]
        for node in statements:
            if heads(node) and _read(node) & names:
                yield from _at(other, node)
                for loop in _loops_around(statements, node)[-1:]:
                    yield from _at(other, loop)


def _called(chunks: Sequence[Chunk], chunk: Chunk, place: Place) -> Iterator[tuple[Chunk, Place]]:
    """The ``return`` statements of the functions that the located one calls."""
    names = _read(place.statement) | {
        node.attr
        for head in heads(place.statement)
        for node in walk(head)
        if isinstance(node, ast.Attribute)
    }
    for name in sorted(names):
        yield from _returns(chunks, name)


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


def stored(statement: ast.stmt) -> set[str]:
    """The variables that a statement writes to, such as ``hs`` in ``hs[t] = h``."""
    target = getattr(statement, "target", None)
    targets: list[ast.AST] = [*getattr(statement, "targets", []), *([target] if target else [])]
    if isinstance(statement, ast.Expr):  # such as `hs.append(h)`
        targets = [statement.value]
    return {node.id for part in targets for node in walk(part) if isinstance(node, ast.Name)}
