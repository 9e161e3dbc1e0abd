"""Write candidates into a learner's source as ordinary text: a switch in place of one statement.

Several candidates are compiled at once, as branches of one ``if``. Which one runs is a number that
the first argument of `ATTEMPT` sets. The text is run beside learners' code and imports nothing;
what it returns is judged on the trusted side.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.data.chunks import whole
from autograder.data.runs import Chunk
from autograder.judge.edits.candidates import Candidate
from autograder.judge.edits.place import Pair, Place, heads, is_simple
from autograder.judge.edits.sums import SOURCE, SUMS, Form, arrays
from autograder.judge.edits.turns import COUNTED, TICK, Piece, counting, spliced

ATTEMPT = "gatewise_attempt"
"""The function that a laboratory calls: the candidate's number, then the inputs of a case."""
_NUMBER, _SEEN = "_gatewise_number", "_gatewise_seen"
_PICK, _GAP = "_gatewise_pick", "_gatewise_gap"
MOST_TICKS = 20_000
"""Turns of all loops, for one call. A count and no time: the same on every machine."""
MOST_TICKS_OF_ALL = 2 * MOST_TICKS
"""The same for all candidates that one call tries."""
_TICKS_AT_FIRST = 50 * MOST_TICKS
"""Turns of the loops outside of functions."""
MOST_SEEN = 8

PRELUDE = whole(
    Chunk(
        "the changes",
        f"""
{_NUMBER}, _gatewise_kept, _gatewise_left = -1, [], {_TICKS_AT_FIRST}

def {_SEEN}(value):
    if len(_gatewise_kept) < {MOST_SEEN}:
        _gatewise_kept.append(value.copy() if hasattr(value, "copy") else value)
    return value

def {_PICK}(functions):
    return lambda *values, **named: functions[{_NUMBER} + 1](*values, **named)

class GatewiseOver(BaseException):
    pass

def {TICK}():
    global _gatewise_left
    _gatewise_left -= 1
    if _gatewise_left < 0:
        raise GatewiseOver("too many turns")

def {COUNTED}(items):
    for item in items:
        {TICK}()
        yield item
{SOURCE}
""",
    )
)


def caller(slug: str, form: Form = 0) -> Chunk:
    """The chunk that calls the learner's function with a candidate, or with many in turn.

    With one, it returns what the function returned, and the values of the changed statement;
    nothing where the function raises, because what is known of an exception is long. With the
    number that `several` gives, it returns a row for each candidate with the sums of what it
    returned; what raises has no numbers there. It calls no ``min`` and ``max``, because
    ``from numpy import *`` gives these names to others.

    Parameters
    ----------
    slug
        The learner's function.
    form
        How a right result is put together (`autograder.judge.edits.sums`).
    """
    width = len(list(arrays(form)))
    return Chunk(
        "the attempt",
        f"""
def _gatewise_all(count, inputs):
    global {_NUMBER}, _gatewise_left
    ticks, rows = {MOST_TICKS_OF_ALL}, []
    try:
        for {_NUMBER} in range(count):
            _gatewise_left = had = ticks if ticks < {MOST_TICKS} else {MOST_TICKS}
            del _gatewise_kept[:]
            try:
                rows.append({SUMS}({slug}(*_gatewise_fresh(inputs)), {form!r}))
            except (Exception, GatewiseOver):
                rows.append(())
            ticks -= had - _gatewise_left
    finally:
        {_NUMBER} = -1
    made = _gatewise_numpy.full((count, {width}), _gatewise_numpy.nan)
    for number, row in enumerate(rows):
        if len(row) == {width}:
            made[number] = row
    return made

def {ATTEMPT}(number, *inputs):
    global {_NUMBER}, _gatewise_left
    if number < -1:
        return _gatewise_all(-1 - number, inputs)
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


def several(count: int) -> int:
    """The number that stands for so many candidates, from the first on."""
    return -1 - count


@dataclass(frozen=True)
class Opening:
    """A chunk of source with a gap where one statement stands, to be filled again and again.

    Parameters
    ----------
    chunk
        The chunk with the gap, in which the turns of all loops are counted.
    place
        The statement, found in the chunk as it was.
    """

    chunk: Chunk
    place: Place

    def filled(self, candidates: Sequence[Candidate]) -> Chunk:
        """The chunk with a switch between candidates in the gap.

        Parameters
        ----------
        candidates
            Changes of the statement. Number ``k`` runs where `ATTEMPT` is called with ``k``, and
            the statement itself with ``-1``.
        """
        before, after = self.chunk.source.split(_GAP)
        own = self.place.statement
        if own is self.place.whole:
            switch = ast.unparse(_picked(own, candidates))
        elif is_simple(own):
            versions = [_watched(own), *(_watched(item.statement) for item in candidates)]
            indent = before.rpartition("\n")[2]
            switch = _branches(versions, 0, len(versions), indent).removeprefix(indent)
        else:
            statements = (item.statement or own for item in candidates)
            texts = [ast.unparse(heads(node)[0]) for node in (own, *statements)]
            switch = _chosen(texts, 0, len(texts))
        return replace(self.chunk, source=before + switch + after)


def opened(chunk: Chunk, place: Place) -> Opening | None:
    """The chunk with a gap in place of a statement. The rest of it is as it was.

    Parameters
    ----------
    chunk
        The chunk that holds the statement.
    place
        The statement, found in this chunk.

    Returns
    -------
    Opening or None
        ``None`` where it cannot be done: a statement at the top level runs before any number is
        set, unless it names a ``lambda``; and what stands on one line with others may not be moved.
    """
    own = place.statement
    if own is place.whole and not _is_lambda(own):
        return None
    if not is_simple(own):
        pieces = counting(place.tree, heads(own)[0], _GAP)
        return Opening(replace(chunk, source=spliced(chunk.source, pieces)), place)
    first, last = (own.statements[0], own.statements[-1]) if isinstance(own, Pair) else (own, own)
    gap = Piece.of(first, last, _GAP)
    lines = chunk.source.encode().split(b"\n")
    alone = _on_a_line_of_its_own(gap, lines)
    if alone is None or _GAP in chunk.source:
        return None
    return Opening(
        replace(chunk, source=spliced(chunk.source, [*counting(place.tree), alone])), place
    )


def _on_a_line_of_its_own(gap: Piece, lines: Sequence[bytes]) -> Piece | None:
    """The gap with the line breaks that it needs around it, ``None`` where none may be there."""
    before = lines[gap.line - 1][: gap.column].decode()
    line = lines[gap.end_line - 1].rstrip()
    rest = line[gap.end_column :].decode().strip().removeprefix(";").lstrip()
    indent, header = before[: len(before) - len(before.lstrip())], before.strip()
    if header and not header.endswith(":"):
        return None
    start = f"\n{indent}    " if header else ""
    if not rest or rest.startswith("#"):
        return replace(gap, text=start + gap.text)
    end = start or f"\n{indent}"
    return replace(gap, text=start + gap.text + end, end_column=len(line) - len(rest.encode()))


def _branches(versions: Sequence[str], low: int, high: int, indent: str) -> str:
    """``if number < 2: if number < 1: … else: …``: as few tests as a search by halves needs."""
    if high - low == 1:
        return "\n".join(indent + line for line in versions[low].split("\n"))
    middle, deeper = (low + high) // 2, indent + " "
    return (
        f"{indent}if {_NUMBER} < {middle - 1}:\n{_branches(versions, low, middle, deeper)}\n"
        f"{indent}else:\n{_branches(versions, middle, high, deeper)}"
    )


def _chosen(versions: Sequence[str], low: int, high: int) -> str:
    """The same for the head of a statement with a block."""
    if high - low == 1:
        return f"({versions[low]})"
    middle = (low + high) // 2
    first, second = _chosen(versions, low, middle), _chosen(versions, middle, high)
    return f"({first} if {_NUMBER} < {middle - 1} else {second})"


def _is_lambda(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Lambda)


def _picked(statement: ast.stmt, candidates: Sequence[Candidate]) -> ast.stmt:
    """``name = lambda …`` at the top level, with a choice of the ``lambda`` at each call."""
    assert isinstance(statement, ast.Assign)
    functions: list[ast.expr] = [statement.value]
    for candidate in candidates:
        version = candidate.statement
        other = version.value if isinstance(version, ast.Assign) else None
        functions.append(other if isinstance(other, ast.Lambda) else statement.value)
    choice = ast.Call(ast.Name(_PICK, ast.Load()), [ast.List(functions, ast.Load())], [])
    return ast.Assign(statement.targets, choice, lineno=0)


def _watched(statement: ast.stmt | None) -> str:
    """The source of the statement, and a note of what it makes."""
    match statement:
        case None:
            return "pass"
        case Pair(statements=statements):
            return "\n".join(ast.unparse(node) for node in statements)
        case ast.Return(value=ast.expr() as value):
            return f"return {_noted(value)}"
        case (
            ast.Assign(targets=[ast.Name() as target]) | ast.AugAssign(target=ast.Name() as target)
        ):
            return f"{ast.unparse(statement)}\n{_SEEN}({target.id})"
        case ast.Assign(value=value, targets=targets):
            return " = ".join([*map(ast.unparse, targets), _noted(value)])
        case _:
            return ast.unparse(statement)


def _noted(value: ast.expr) -> str:
    return f"{_SEEN}({ast.unparse(value)})"
