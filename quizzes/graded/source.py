"""The answer cell of a graded quiz, read as source: it is parsed here and never executed."""

from __future__ import annotations

import ast
import warnings
from typing import Any

from quizzes.text import shortened
from quizzes.types import AnswerError

LONGEST_SOURCE = 4000
"""The most characters of an answer cell; far more than any answer needs."""

PLAIN = (ast.Name, ast.Constant, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.expr_context)
"""What an answer is made of when only its quotes are missing."""


def read_source(source: str) -> Any:
    """Return the literal that an answer cell last assigns to ``answer``.

    Only ``ast.literal_eval`` reads it, and a fraction such as ``1/4`` is worked out. An empty cell
    gives None, and one that nobody filled in gives ``...``.

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
    statements = _parsed(source)
    given = [value for statement in statements if (value := _given(statement)) is not None]
    if statements and not given:
        raise AnswerError(
            "The cell has no line that begins with `answer =`. Write your answer behind that."
        )
    return _literal(given[-1], source) if given else None


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


def _literal(node: ast.expr, source: str) -> Any:
    seen = f"`{shortened(ast.get_source_segment(source, node) or '')}`"
    parts = list(ast.walk(node))
    if any(isinstance(part, ast.Name) for part in parts) and all(
        isinstance(part, PLAIN) for part in parts
    ):
        raise AnswerError(
            f"{seen} has no quotes. Put letters and text in quotes, and write True or False with a"
            " capital."
        )
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
