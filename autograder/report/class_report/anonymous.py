"""Keep people's names out of a report: numbers for learners, and code that names nobody."""

from __future__ import annotations

import ast
import builtins
import hmac
import re
import warnings
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from autograder.data.runs import Chunk

LONGEST_EXAMPLE = 25
"""Lines of an example of code."""
LARGEST_SOURCE = 20_000
"""Characters of a cell or file that is searched for an example."""
LONGEST_TEXT = 3
"""Characters of a text that stays, such as ``"W_f"``; it is searched for names as well."""
SHORTEST_PART = 3
"""Letters of a part of a name that are looked for; shorter ones are variables in every program."""
SHORTEST_INSIDE = 5
"""Letters of a part of a name that is also looked for inside a longer word."""

_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def numbered(learners: Iterable[str], secret: bytes) -> Mapping[str, str]:
    """Give learners numbers in an order that tells nothing of their names.

    The order comes from the course's secret, so that nobody else can find it out.

    Parameters
    ----------
    learners
        The names of their folders.
    secret
        The course's secret.

    Returns
    -------
    mapping of str to str
        ``learner 1`` and so on, by name, in the order of the numbers.
    """
    order = sorted(
        set(learners), key=lambda name: hmac.digest(secret, name.encode(errors="replace"), "sha256")
    )
    return {name: f"learner {number}" for number, name in enumerate(order, 1)}


def parts_of(names: Iterable[str]) -> frozenset[str]:
    """The parts of people's names, in small letters, that must not stand in an example."""
    words = (word for name in names for word in _WORD.findall(name.casefold()))
    return frozenset(word for word in words if len(word) >= SHORTEST_PART)


def example(chunks: Sequence[Chunk], slug: str, parts: Collection[str]) -> str:
    """Show the function of an exercise, without anything that tells whose it is.

    Comments, docstrings and texts are left out. A function in which a name holds a part of a
    person's name is no example, nor is one that is too long to read. Nothing is run.

    Parameters
    ----------
    chunks
        What the learner submitted.
    slug
        The exercise, which its function is named after.
    parts
        What `parts_of` returned.

    Returns
    -------
    str
        The function as Python writes it; empty where it is no example.
    """
    function = _find(chunks, slug)
    if function is None:
        return ""
    try:
        bare = _WithoutText().visit(function)
        text = ast.unparse(ast.fix_missing_locations(bare))
    except (RecursionError, ValueError):
        return ""
    if text.count("\n") >= LONGEST_EXAMPLE or _names_anybody(bare, parts):
        return ""
    return text


def _find(chunks: Sequence[Chunk], slug: str) -> ast.FunctionDef | None:
    """The function as it counts: in the exercise's own cell, else the last one."""
    own = [chunk for chunk in chunks if chunk.solves == slug]
    for chunk in reversed(own or list(chunks)):
        if len(chunk.source) > LARGEST_SOURCE or f"def {slug}" not in chunk.source:
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # such as an escape that Python does not know
                body = ast.parse(chunk.source).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in reversed(body):
            if isinstance(node, ast.FunctionDef) and node.name == slug:
                return node
    return None


def _names_anybody(function: ast.FunctionDef, parts: Collection[str]) -> bool:
    """Whether a name in the code may be a person's; what NumPy and Python call things is not."""
    names = {
        value
        for node in ast.walk(function)
        for _, value in ast.iter_fields(node)
        if isinstance(value, str)
    } - {function.name, *dir(np), *dir(builtins)}
    words = {word.casefold() for name in names for word in _WORD.findall(_CAMEL.sub("_", name))}
    return not words.isdisjoint(parts) or any(
        part in word for word in words for part in parts if len(part) >= SHORTEST_INSIDE
    )


class _WithoutText(ast.NodeTransformer):
    """Takes docstrings and texts out of code."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Leave out the docstring, and what a decorator says."""
        self.generic_visit(node)
        node.body = [line for line in node.body if not _is_text(line)] or [ast.Pass()]
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        """Show that there is a text, and not which; the key of a parameter stays."""
        is_text = isinstance(node.value, str | bytes) and len(node.value) > LONGEST_TEXT
        return ast.Constant("…") if is_text else node


def _is_text(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
