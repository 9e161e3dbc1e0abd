"""Find a statement in a learner's source, and what can be named there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SOURCE = 60_000
"""Characters of a chunk that is looked at. Longer ones are no exercise."""
_SIMPLE = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Expr)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class Pair(ast.stmt):
    """Two simple statements of a block, one after the other, taken as one statement."""

    _fields = ("statements",)

    def __init__(self, first: ast.stmt, second: ast.stmt) -> None:
        super().__init__(lineno=first.lineno, end_lineno=second.end_lineno, col_offset=0)
        self.statements = [first, second]

    def turned(self) -> Pair:
        """The same statements the other way round."""
        return Pair(self.statements[1], self.statements[0])


@dataclass(frozen=True)
class Place:
    """A statement in a chunk of source.

    Parameters
    ----------
    tree
        The chunk.
    whole
        The statement at the top level that holds it: what is written anew with the changes.
    statement
        The statement, a simple one, or one with a block, of which only the head is changed.
    lines
        The first and the last line, from 1, in which expressions are changed.
    """

    tree: ast.Module
    whole: ast.stmt
    statement: ast.stmt
    lines: tuple[int, int]

    def first_line(self) -> int:
        """The first line of `whole`, its decorators included."""
        decorators = getattr(self.whole, "decorator_list", [])
        return min(int(node.lineno) for node in (self.whole, *decorators))

    def expressions(self) -> Iterator[ast.expr]:
        """The expressions of the statement that can be changed, outer ones first."""
        for part in heads(self.statement):
            for node in walk(part):
                if isinstance(node, ast.expr) and self._meets(node):
                    yield node

    def _meets(self, node: ast.expr) -> bool:
        first, last = self.lines
        return node.lineno <= last and (node.end_lineno or node.lineno) >= first


def parsed(source: str) -> ast.Module | None:
    """The tree of a chunk, ``None`` where it is too long or no Python."""
    if len(source) > LONGEST_SOURCE:
        return None
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def find_place(source: str, line: int, end_line: int = 0) -> Place | None:
    """The smallest statement that holds these lines.

    Parameters
    ----------
    source
        A chunk of a learner's source.
    line, end_line
        The first and the last line, from 1. Without a last line it is the first one.

    Returns
    -------
    Place or None
        ``None`` where the source does not parse, no statement holds the lines, or the statement
        shares its lines with another one at the top level.
    """
    tree = parsed(source)
    if tree is None:
        return None
    last = max(line, end_line)
    holding = [node for node in tree.body if _first(node) <= line and last <= _end(node)]
    if len(holding) != 1:
        return None
    whole = holding[0]
    found: ast.stmt | None = None
    for node in walk(whole):
        if isinstance(node, ast.stmt) and node.lineno <= line and last <= _end(node):
            found = node
    if found is None or not heads(found):
        return None
    return Place(tree, whole, found, (line, last))


def heads(statement: ast.stmt) -> list[ast.expr]:
    """The expressions of a statement that can be changed; none of its block's."""
    match statement:
        case ast.Assign() | ast.AugAssign():
            return [statement.value]
        case ast.Return() | ast.AnnAssign() | ast.Expr():
            return [statement.value] if statement.value is not None else []
        case ast.For():
            return [statement.iter]
        case ast.While() | ast.If():
            return [statement.test]
        case _:
            return []


def is_simple(statement: ast.AST) -> bool:
    """Whether a node is a statement without a block."""
    return isinstance(statement, (*_SIMPLE, Pair))


def blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """The blocks of statements in a node."""
    for inner in walk(node):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(inner, name, None)
            if isinstance(block, list):
                yield block


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it, in the order of the source, as `ast.walk` does not keep it."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        stack += reversed(list(ast.iter_child_nodes(top)))


def enclosing(place: Place) -> list[ast.AST]:
    """The functions and classes around the statement, the outermost first."""
    line, last = place.statement.lineno, _end(place.statement)
    return [
        node
        for node in walk(place.whole)
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef))
        and node.lineno <= line
        and last <= _end(node)
        and node is not place.statement
    ]


def _first(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", [])
    return min(int(item.lineno) for item in (node, *decorators))


def _end(node: ast.AST) -> int:
    end: int | None = getattr(node, "end_lineno", None)
    return end or int(getattr(node, "lineno", 0))
