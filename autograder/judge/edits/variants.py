"""Write candidates into a learner's source as ordinary text: a switch in place of one statement.

All candidates are compiled once, as branches of one ``if``. Which one runs is a number that the
first argument of `ATTEMPT` sets. The text is run beside learners' code and imports nothing; what it
returns is judged on the trusted side.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from autograder.data.runs import Chunk
from autograder.judge.edits.candidates import Candidate
from autograder.judge.edits.place import Pair, Place, heads, is_simple, parsed

ATTEMPT = "gatewise_attempt"
"""The function that a laboratory calls: the candidate's number, then the inputs of a case."""
_NUMBER, _SEEN, _TICK = "_gatewise_number", "_gatewise_seen", "_gatewise_tick"
_PICK = "_gatewise_pick"
MOST_TICKS = 20_000
"""Turns of the loops in the changed function, for one call. A count and no time: the same on every
machine."""
MOST_SEEN = 8

PRELUDE = Chunk(
    "the changes",
    f"""
{_NUMBER}, _gatewise_kept, _gatewise_left = -1, [], 0

def {_SEEN}(value):
    if len(_gatewise_kept) < {MOST_SEEN}:
        _gatewise_kept.append(value.copy() if hasattr(value, "copy") else value)
    return value

def {_PICK}(functions):
    return lambda *values, **named: functions[{_NUMBER} + 1](*values, **named)

class GatewiseOver(BaseException):
    pass

def {_TICK}():
    global _gatewise_left
    _gatewise_left -= 1
    if _gatewise_left < 0:
        raise GatewiseOver("too many turns")
""",
)


def caller(slug: str) -> Chunk:
    """The chunk that calls the learner's function with a candidate.

    It returns what the function returned, and the values of the changed statement; nothing where
    the function raises, because what is known of an exception is long.
    """
    return Chunk(
        "the attempt",
        f"""
def {ATTEMPT}(number, *inputs):
    global {_NUMBER}, _gatewise_left
    {_NUMBER}, _gatewise_left = number, {MOST_TICKS}
    del _gatewise_kept[:]
    try:
        return {slug}(*inputs), list(_gatewise_kept)
    except Exception:
        return None
    finally:
        {_NUMBER} = -1
""",
    )


def switched(chunk: Chunk, place: Place, candidates: Sequence[Candidate]) -> Chunk | None:
    """The chunk with a switch between the candidates in place of the statement.

    The rest of the chunk is as it was, and so are its lines before the statement.

    Parameters
    ----------
    chunk
        The chunk that holds the statement.
    place
        The statement, found in this chunk.
    candidates
        Changes of the statement. Number ``k`` runs where `ATTEMPT` is called with ``k``, and the
        statement itself with ``-1``.

    Returns
    -------
    Chunk or None
        ``None`` where it cannot be done: a statement at the top level runs before any number is
        set, unless it names a ``lambda``.
    """
    switch: list[ast.stmt]
    if place.statement is place.whole:
        picked = _picked(place.statement, candidates)
        if picked is None:
            return None
        switch = [picked]
    elif is_simple(place.statement):
        switch = _branches(place.statement, candidates)
    else:
        switch = [_headed(place.statement, candidates)]
    whole: Any = _Placed(place.statement, switch).visit(place.whole)
    try:
        text = ast.unparse(
            ast.fix_missing_locations(ast.Module(whole if isinstance(whole, list) else [whole], []))
        )
    except (ValueError, RecursionError):
        return None
    lines = chunk.source.split("\n")
    first, last = place.first_line(), place.whole.end_lineno or place.whole.lineno
    source = "\n".join([*lines[: first - 1], text, *lines[last:]])
    return replace(chunk, source=source)


def counting_turns(chunk: Chunk) -> Chunk:
    """The chunk with a count of the turns of all its loops, so that each call of it ends.

    It is the same chunk where it counts already, or does not parse. `PRELUDE` has to run before.
    """
    tree = None if _TICK in chunk.source else parsed(chunk.source)
    if tree is None:
        return chunk
    counted = ast.fix_missing_locations(_Placed(None, []).visit(tree))
    return replace(chunk, source=ast.unparse(counted))


def _branches(statement: ast.stmt, candidates: Sequence[Candidate]) -> list[ast.stmt]:
    """``if number < 2: if number < 1: … else: …``: as few tests as a search by halves needs."""
    versions = [statement, *(candidate.statement for candidate in candidates)]

    def between(low: int, high: int) -> list[ast.stmt]:
        if high - low == 1:
            version = versions[low]
            return [ast.Pass()] if version is None else _watched(version)
        middle = (low + high) // 2
        test = _less(middle - 1)
        return [ast.If(test, between(low, middle), between(middle, high))]

    return between(0, len(versions))


def _picked(statement: ast.stmt, candidates: Sequence[Candidate]) -> ast.stmt | None:
    """``name = lambda …`` at the top level, with a choice of the ``lambda`` at each call."""
    if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Lambda):
        return None
    functions: list[ast.expr] = [statement.value]
    for candidate in candidates:
        version = candidate.statement
        other = version.value if isinstance(version, ast.Assign) else None
        functions.append(other if isinstance(other, ast.Lambda) else statement.value)
    choice = ast.Call(ast.Name(_PICK, ast.Load()), [ast.List(functions, ast.Load())], [])
    return ast.Assign(statement.targets, choice)


def _less(number: int) -> ast.expr:
    name = ast.Name(_NUMBER, ast.Load())
    return ast.Compare(name, [ast.Lt()], [ast.Constant(number)])


def _watched(statement: ast.stmt) -> list[ast.stmt]:
    """The statement, and a note of what it makes."""
    match statement:
        case Pair(statements=statements):
            return statements
        case ast.Return(value=ast.expr() as value):
            return [ast.Return(_noted(value))]
        case (
            ast.Assign(targets=[ast.Name() as target]) | ast.AugAssign(target=ast.Name() as target)
        ):
            return [statement, ast.Expr(_noted(ast.Name(target.id, ast.Load())))]
        case ast.Assign(value=value, targets=targets):
            return [ast.Assign(targets, _noted(value))]
        case _:
            return [statement]


def _noted(value: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(_SEEN, ast.Load()), [value], [])


def _headed(statement: ast.stmt, candidates: Sequence[Candidate]) -> ast.stmt:
    """A statement with a block, whose head is one of several."""
    own = heads(statement)[0]
    changed = [heads(item.statement)[0] if item.statement else own for item in candidates]
    versions = [own, *changed]

    def between(low: int, high: int) -> ast.expr:
        if high - low == 1:
            return versions[low]
        middle = (low + high) // 2
        return ast.IfExp(_less(middle - 1), between(low, middle), between(middle, high))

    name = "iter" if isinstance(statement, ast.For) else "test"
    setattr(statement, name, between(0, len(versions)))
    return statement


class _Placed(ast.NodeTransformer):
    """Puts the switch in the place of the statement, and counts the turns of loops."""

    def __init__(self, statement: ast.stmt | None, switch: list[ast.stmt]) -> None:
        self._statement, self._switch = statement, switch

    def visit(self, node: ast.AST) -> Any:
        """The node, changed."""
        if node is self._statement and is_simple(node):
            return self._switch
        found = self.generic_visit(node)
        if isinstance(found, (ast.For, ast.While)):
            tick = ast.Expr(ast.Call(ast.Name(_TICK, ast.Load()), [], []))
            found.body = [tick, *found.body]
        return found
