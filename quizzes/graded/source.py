"""The answer cell of a graded quiz, read as source: it is parsed here and never executed."""

from __future__ import annotations

import ast
import re
import warnings
from typing import Any

from quizzes.text import plainer, shortened
from quizzes.types import AnswerError

LONGEST_SOURCE = 4000
"""The most characters of an answer cell; far more than any answer needs."""

MEASURED = re.compile(r"%(?:time|timeit|prun|memit|lprun|debug)\b(?:\s+-\w+(?:\s+\d+)?)*\s*(.*)$")
"""A magic in front of a statement, which stays."""

PLAIN = (ast.Name, ast.Constant, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.expr_context)
"""What an answer is made of whose letters and words may stand without quotes."""


def read_source(source: str) -> Any:
    """Return the literal that an answer cell last assigns to ``answer``.

    A cell that is no Python is read once more with typographic signs as plain ones (see
    `plainly_typed`). Only ``ast.literal_eval`` reads it. A fraction such as ``1/4`` is worked out,
    and a name such as ``b`` counts as the text ``"b"``. An empty cell gives None, and one that
    nobody filled in gives ``...``; an answer counts also above a line ``answer = ...``.

    Raises
    ------
    AnswerError
        The cell is too long, cannot be parsed, or assigns no plain value to ``answer``.
    """
    if len(source) > LONGEST_SOURCE:
        raise AnswerError(
            f"The cell holds {len(source)} characters, more than any answer needs. Write only the"
            " answer in it."
        )
    try:
        return _read(source)
    except AnswerError as error:
        try:
            answer = _read(plainly_typed(source))
        except AnswerError:
            answer = None
        if answer is None:
            raise error from None
        return answer


def untouched(source: str, stub: str) -> bool:
    """Return whether an answer cell holds nothing but lines of its `stub`, or says ``None``."""
    lines = {line.strip() for line in source.replace("…", "...").splitlines()}
    return lines <= {"", "answer = None", *(line.strip() for line in stub.splitlines())}


def plainly_typed(source: str) -> str:
    """Return a cell in the signs of a plain keyboard, without what only a notebook understands.

    Typographic quotes, hyphens and spaces and full-width signs become plain ones. Lines such as
    ``%time`` and ``!ls`` are left out; what ``%time`` and its like measure stays.
    """
    typed = plainer(source).replace("`", "'").replace("…", "...")
    lines = [_without_magic(line) for line in typed.splitlines()]
    return "\n".join(lines)


def _without_magic(line: str) -> str:
    """Return a line of a cell without the magic of a notebook; empty where it is nothing else."""
    bare = line.strip()
    if found := MEASURED.match(bare):
        return found[1]
    asks = bare.endswith("?") and not bare.startswith("answer =")
    return "" if bare.startswith(("%", "!", "?")) or asks else line


def _read(source: str) -> Any:
    """Return the literal that a cell assigns, in which nothing is replaced."""
    statements = _parsed(source)
    given = [value for statement in statements if (value := _given(statement)) is not None]
    if statements and not given:
        raise AnswerError(
            "The cell has no line that begins with `answer =`. Write your answer behind that."
        )
    dots = [value for value in given if isinstance(value, ast.Constant) and value.value is ...]
    filled = [value for value in given if value not in dots] or given
    return _literal(filled[-1], source, _bound(statements)) if given else None


def _bound(statements: list[ast.stmt]) -> set[str]:
    """Return the names that a cell gives a value to."""
    parts = [part for statement in statements for part in ast.walk(statement)]
    return {
        part.id for part in parts if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    }


def _parsed(source: str) -> list[ast.stmt]:
    try:
        with warnings.catch_warnings():
            # nbgrader would take a warning of the parser for an error
            warnings.simplefilter("ignore")
            return ast.parse(source).body
    except SyntaxError as error:
        said = error.msg.partition(" (detected")[0]
        seen = f"Line {error.lineno or 1} of the cell cannot be read ({shortened(said)})."
    except (ValueError, TypeError, MemoryError, RecursionError):
        seen = "The cell cannot be read."
    raise AnswerError(
        f"{seen} It should hold one line that begins with `answer =` and goes on with plain values:"
        " text in quotes, numbers, True or False, or a collection of these."
    )


def _given(statement: ast.stmt) -> ast.expr | None:
    """Return what a statement assigns to ``answer``, with or without an annotation."""
    if isinstance(statement, ast.AnnAssign):
        targets: list[ast.expr] = [statement.target]
    elif isinstance(statement, ast.Assign):
        targets = statement.targets
    else:
        return None
    named = any(isinstance(target, ast.Name) and target.id == "answer" for target in targets)
    return statement.value if named else None


class _Quoted(ast.NodeTransformer):
    """Names become texts: somebody who writes ``b`` means the letter."""

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Return the name as a text."""
        return ast.Constant(node.id)


def _literal(node: ast.expr, source: str, bound: set[str]) -> Any:
    seen = f"`{shortened(ast.get_source_segment(source, node) or '')}`"
    parts = list(ast.walk(node))
    names = {part.id for part in parts if isinstance(part, ast.Name)}
    if not names & bound and all(isinstance(part, PLAIN) for part in parts):
        node = _Quoted().visit(node)
    try:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            above, below = ast.literal_eval(node.left), ast.literal_eval(node.right)
            return above / below
        return ast.literal_eval(node)
    except (SyntaxError, ValueError, TypeError, ArithmeticError, MemoryError, RecursionError):
        raise AnswerError(
            f"{seen} is no plain value, and answers are read and never run. Work it out in another"
            " cell and write what comes out: a number such as 0.25 or 1/4, text in quotes, True or"
            " False."
        ) from None
