"""Count the turns of all loops in a source, by additions to its text that move no line."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from autograder.data.runs import Chunk
from autograder.judge.edits.place import parsed, walk

TICK, COUNTED = "_gatewise_tick", "_gatewise_turns"
"""What is called in each turn of a ``while`` loop, and what a ``for`` loop goes through instead."""


@dataclass(frozen=True)
class Piece:
    """A text, and what it takes the place of: lines from 1, columns in bytes, as `ast` has them."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str

    @staticmethod
    def of(first: ast.stmt | ast.expr, last: ast.stmt | ast.expr, text: str) -> Piece:
        """A piece in the place of some nodes."""
        end_line, end_column = last.end_lineno or last.lineno, last.end_col_offset or 0
        return Piece(first.lineno, first.col_offset, end_line, end_column, text)


def counting_turns(chunk: Chunk) -> Chunk:
    """The chunk with a count of the turns of all its loops, so that each call of it ends.

    It is the same chunk where there is no loop, or where it does not parse.
    """
    has_loops = "for" in chunk.source or "while" in chunk.source
    tree = parsed(chunk.source) if has_loops else None
    if tree is None:
        return chunk
    return replace(chunk, source=spliced(chunk.source, counting(tree)))


def counting(tree: ast.AST, head: ast.expr | None = None, text: str = "") -> list[Piece]:
    """What has to be added to count the turns of the loops in a tree.

    Parameters
    ----------
    tree
        The tree of a source.
    head, text
        The head of a statement with a block, and a text to put in its place.
    """
    return list(_counting(tree, head, text))


def _counting(tree: ast.AST, head: ast.expr | None, text: str) -> Iterator[Piece]:
    for node in walk(tree):
        match node:
            case ast.For(iter=inner):
                before, after = f"{COUNTED}((", "))"
            case ast.While(test=inner):
                before, after = f"{TICK}() or (", ")"
            case ast.If(test=inner) if inner is head:
                before = after = ""
            case _:
                continue
        whole = Piece.of(inner, inner, before + text + after)
        if inner is head:
            yield whole
        else:
            yield replace(whole, end_line=whole.line, end_column=whole.column, text=before)
            yield replace(whole, line=whole.end_line, column=whole.end_column, text=after)


def spliced(source: str, pieces: Sequence[Piece]) -> str:
    """A source with pieces of text in their places. They do not overlap."""
    lines = source.encode().split(b"\n")
    for piece in sorted(pieces, key=lambda piece: (piece.line, piece.column), reverse=True):
        before = lines[piece.line - 1][: piece.column]
        after = lines[piece.end_line - 1][piece.end_column :]
        text = before + piece.text.encode() + after
        lines[piece.line - 1 : piece.end_line] = text.split(b"\n")
    return b"\n".join(lines).decode(errors="replace")
