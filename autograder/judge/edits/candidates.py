"""All changes of one token, or of one pair of parentheses, in one statement: likeliest first."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice

from autograder.data.edits import LONGEST_WORDS, Edit, EditKind
from autograder.judge.edits.brackets import brackets, calls, extra_parts, missing_parts
from autograder.judge.edits.changes import (
    COSTS,
    Maker,
    complements,
    constants,
    copies,
    functions,
    operands,
    operators,
    signs,
    small_numbers,
    starts,
    transposes,
    unread,
)
from autograder.judge.edits.indices import axes, indices, orders
from autograder.judge.edits.keys import keys
from autograder.judge.edits.place import Place, walk
from autograder.judge.edits.products import products, unread_terms
from autograder.judge.edits.replacing import parents_in, replaced
from autograder.judge.edits.scope import Scope, is_leaf
from autograder.judge.edits.shapes import Shapes
from autograder.judge.edits.statements import of_statements

MOST_CANDIDATES = 400
_NUMPY = ("np", "numpy")
ELSEWHERE = 0.5
"""How much less likely a change is that leaves the expression alone that seems to be wrong."""
_MAKERS: tuple[Maker, ...] = (
    operands,
    keys,
    operators,
    functions,
    complements,
    transposes,
    constants,
    indices,
    axes,
    orders,
    extra_parts,
    unread,
    copies,
    small_numbers,
    calls,
    products,
)
_TERM_MAKERS: tuple[Maker, ...] = (signs, missing_parts, unread_terms)
"""For whole terms alone: a factor inside one would give the same numbers."""
_FORMULA_MAKERS: tuple[Maker, ...] = (brackets,)
"""For the outermost operator of a formula alone."""


@dataclass(frozen=True)
class Candidate:
    """A changed statement.

    Parameters
    ----------
    edit
        What is changed.
    statement
        The statement with the change, ``None`` where it is left out. Of a statement with a block
        only the head is changed.
    cost
        How unlikely the slip is.
    position
        The first place of the change in the source, as line and column.
    """

    edit: Edit
    statement: ast.stmt | None
    cost: float
    position: tuple[int, int] = (0, 0)


def candidates(place: Place, focus: str = "", most: int = MOST_CANDIDATES) -> Iterator[Candidate]:
    """The changes of a statement, likeliest first. Each is written when it is asked for.

    Parameters
    ----------
    place
        The statement.
    focus
        The source of the expression in it that is likeliest to be wrong, on one line.
    most
        How many there are at most.
    """
    parents = parents_in(place.statement)
    scope = Scope(place)
    drafts = [*_of_expressions(scope, parents, focus), *_exchanges(scope, parents)]
    drafts += [*_everywhere(scope, parents), *_together(scope, parents)]
    drafts += [
        _Draft(edit, COSTS[edit.kind], place.statement, {}, new)
        for edit, new in of_statements(place)
    ]
    drafts.sort(key=lambda draft: draft.cost)
    return islice(_written(place.statement, drafts, parents), most)


def _written(
    own: ast.stmt, drafts: Sequence[_Draft], parents: dict[int, ast.AST]
) -> Iterator[Candidate]:
    """The drafts as statements, without those that say the same as an earlier one."""
    shapes = Shapes()
    found: set[int | None] = {shapes.of(own)}
    for draft in drafts:
        statement = replaced(own, draft.new, parents) if draft.new else draft.statement
        shape = None if statement is None else shapes.of(statement)
        if shape not in found and not _swallows_itself(statement):
            found.add(shape)
            at = (draft.node.lineno, draft.node.col_offset)
            yield Candidate(draft.edit, statement, draft.cost, at)


@dataclass(frozen=True)
class _Draft:
    """A change that is not written out yet.

    It holds the new expressions by the ids of the old ones, or else a new statement.
    """

    edit: Edit
    cost: float
    node: ast.expr | ast.stmt
    new: dict[int, ast.expr] = field(default_factory=dict)
    statement: ast.stmt | None = None


def _draft(
    kind: EditKind, words: tuple[str, str], node: ast.expr, new: dict[int, ast.expr]
) -> _Draft:
    edit = Edit(kind, words[0][:LONGEST_WORDS], words[1][:LONGEST_WORDS])
    return _Draft(edit, COSTS[kind], node, new)


def _swallows_itself(statement: ast.stmt | None) -> bool:
    """Whether a statement puts a list into itself, which NumPy takes forever to read."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)), args=args)):
            return any(_stands_for(name, node) for arg in args for node in _whole(arg))
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name))], value=value):
            return any(_stands_for(name, node) for node in _whole(value))
        case _:
            return False


def _stands_for(name: str, node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _whole(node: ast.AST) -> Iterator[ast.AST]:
    """The names in an expression that stand for all that they hold, not for a part."""
    yield node
    if not isinstance(node, (ast.Subscript, ast.Attribute)):
        for child in ast.iter_child_nodes(node):
            yield from _whole(child)


def _near(scope: Scope, focus: str) -> frozenset[int]:
    """The ids of the nodes of the expression that is likeliest to be wrong."""
    return frozenset(
        id(inner)
        for node in scope.place.expressions()
        if focus and scope.text(node) == focus
        for inner in walk(node)
    )


def _of_expressions(scope: Scope, parents: dict[int, ast.AST], focus: str) -> Iterator[_Draft]:
    near = _near(scope, focus)
    for node in scope.place.expressions():
        far = 0.0 if not near or id(node) in near else ELSEWHERE
        for maker in _makers(node, parents.get(id(node)), scope):
            for made in maker(node, scope):
                yield _Draft(made.edit, made.cost + far, node, {id(node): made.new})


def _makers(node: ast.expr, parent: ast.AST | None, scope: Scope) -> Iterator[Maker]:
    if isinstance(parent, ast.Attribute) and isinstance(node, ast.Name) and node.id in _NUMPY:
        return  # `np` in `np.tanh`
    if parent is not None and is_leaf(parent) and not isinstance(parent, ast.Attribute):
        return  # changes of the whole part look after it
    if isinstance(parent, ast.Slice) or (isinstance(parent, ast.Call) and node is parent.func):
        return
    if isinstance(parent, ast.Subscript) and node is parent.slice:
        return  # changes of the whole part look after it
    counts = isinstance(parent, ast.Call) and scope.text(parent.func) == "range"
    yield from (maker for maker in _MAKERS if not (counts and maker is constants))
    inner = isinstance(parent, ast.BinOp)
    if not (isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Mult, ast.Div))):
        yield from _TERM_MAKERS
    if not inner and not isinstance(parent, ast.UnaryOp):
        yield from _FORMULA_MAKERS
        yield starts


def _exchanges(scope: Scope, parents: dict[int, ast.AST]) -> Iterator[_Draft]:
    """Two operands, or two functions, that have changed places."""
    nodes = [
        node
        for node in scope.place.expressions()
        if not _is_function(node, parents.get(id(node))) and not _within_leaf(node, parents)
    ]
    leaves = [node for node in nodes if is_leaf(node)][:10]
    calls = [node for node in nodes if isinstance(node, ast.Call) and len(node.args) == 1][:8]
    for first, second in combinations(leaves, 2):
        words = scope.text(first), scope.text(second)
        if words[0] != words[1]:
            yield _draft("exchanged operands", words, first, {id(first): second, id(second): first})
    for call, other in combinations(calls, 2):
        words = scope.text(call.func), scope.text(other.func)
        if words[0] != words[1]:
            new = {id(call.func): other.func, id(other.func): call.func}
            yield _draft("exchanged functions", words, call, new)


def _everywhere(scope: Scope, parents: dict[int, ast.AST]) -> Iterator[_Draft]:
    """One function or name changed wherever it stands, as in ``a, b = ones(2), ones(2)``."""
    made: dict[Edit, dict[int, ast.expr]] = {}
    for node in scope.place.expressions():
        if _within_leaf(node, parents) or _is_function(node, parents.get(id(node))):
            continue
        for change in (*functions(node, scope), *operands(node, scope), *keys(node, scope)):
            if change.edit.kind in ("function", "operand", "key"):
                made.setdefault(change.edit, {})[id(node)] = change.new
    for edit, new in made.items():
        if len(new) > 1 and not _nested(new, parents):
            yield _Draft(edit, COSTS[edit.kind] + 0.4, scope.place.statement, new)


def _together(scope: Scope, parents: dict[int, ast.AST]) -> Iterator[_Draft]:
    """Two operands with the same slip, such as ``h_0`` for ``h`` and ``c_0`` for ``c``."""
    made: dict[tuple[str, str], dict[int, ast.expr]] = {}
    words: dict[tuple[str, str], Edit] = {}
    for node in scope.place.expressions():
        if is_leaf(node) and not _within_leaf(node, parents):
            for change in operands(node, scope):
                ends = _ends(change.edit.stands, change.edit.belongs)
                if ends is not None:
                    made.setdefault(ends, {})[id(node)] = change.new
                    words.setdefault(ends, change.edit)
    for ends, new in made.items():
        if len(new) > 1:
            yield _Draft(words[ends], COSTS["operand"] + 0.5, scope.place.statement, new)


def _ends(old: str, new: str) -> tuple[str, str] | None:
    """In which ends two texts with the same start differ; ``None`` where they start otherwise."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    return (old[start:], new[start:]) if start else None


def _is_function(node: ast.expr, parent: ast.AST | None) -> bool:
    return isinstance(parent, ast.Call) and node is parent.func


def _within_leaf(node: ast.expr, parents: dict[int, ast.AST]) -> bool:
    """Whether the node is a part of a leaf, such as ``t`` in ``hs[t]``, or of a function's name."""
    parent = parents.get(id(node))
    while isinstance(parent, ast.expr):
        above = parents.get(id(parent))
        if is_leaf(parent) and not (isinstance(above, ast.Call) and above.func is parent):
            return True
        if isinstance(parent, ast.Call):
            return False
        parent = parents.get(id(parent))
    return False


def _nested(new: dict[int, ast.expr], parents: dict[int, ast.AST]) -> bool:
    for node in new:
        parent = parents.get(node)
        while parent is not None:
            if id(parent) in new:
                return True
            parent = parents.get(id(parent))
    return False
