"""Rules about what stands in brackets: no index, too large, too many, or nothing to index."""

from __future__ import annotations

import ast
import re

from autograder.data.causes import Fact
from autograder.data.misfits import BadIndex, IndexTooLarge, NoParts, TooManyIndices
from autograder.judge.exceptions.clue import Clue, text_of
from autograder.judge.exceptions.kinds import kind_named
from autograder.judge.exceptions.shapes import shape_of, thing_of


def bad_index(clue: Clue) -> Fact | None:
    """A float, text or an array of floats as an index."""
    if not re.search(
        r"only integers, slices|indices must be integers|arrays used as indices must be|"
        r"only integer scalar arrays|unhashable type|slice indices must be",
        clue.message,
    ):
        return None
    node = _subscript(clue)
    if node is None:
        return None
    for index in node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]:
        kind = _kind(index, clue)
        if kind:
            return BadIndex(text_of(node), text_of(index), kind)
    return BadIndex(text_of(node), text_of(node.slice), "")


def _kind(index: ast.expr, clue: Clue) -> str:
    """What is wrong with an index, empty where nothing is."""
    if isinstance(index, ast.BinOp) and isinstance(index.op, ast.Div):
        return "float"
    if isinstance(index, ast.Slice):
        return next(
            (kind for part in (index.lower, index.upper) if part and (kind := _kind(part, clue))),
            "",
        )
    thing = thing_of(index, clue.things)
    if thing is None:
        return ""
    if thing.kind in ("number", "array") and not thing.shape:
        return "float" if thing.word.startswith("float") else ""
    return thing.kind if thing.kind in ("text", "tuple", "list", "dict", "array", "none") else ""


def too_large(clue: Clue) -> Fact | None:
    """An index past the end."""
    if clue.error != "IndexError":
        return None
    found = re.search(
        r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)", clue.message
    )
    node = _subscript(clue)
    text = text_of(node)
    if found:
        return IndexTooLarge(text, int(found[1]), int(found[3]), int(found[2]))
    if re.search(
        r"(?:list|tuple)(?: assignment)? index out of range|pop from empty list", clue.message
    ):
        thing = thing_of(node.value, clue.things) if node is not None else None
        size = thing.shape[0] if thing is not None and thing.shape else -1
        return IndexTooLarge(text, 0, size, empty=size == 0 or "empty" in clue.message)
    return None


def too_many(clue: Clue) -> Fact | None:
    """More indices than axes."""
    if clue.error != "IndexError" or "too many indices" not in clue.message:
        return None
    node = _subscript(clue)
    if node is None:
        return None
    shape = shape_of(node.value, clue.things)
    name = text_of(node.value)
    return TooManyIndices(text_of(node), name, clue.axes.sized(shape or (), name))


def no_parts(clue: Clue) -> Fact | None:
    """Brackets behind a function or a number."""
    found = re.search(
        r"'([\w.]+)' object (?:is not subscriptable|does not support item assignment)|"
        r"(invalid index to scalar variable)",
        clue.message,
    )
    if not found:
        return None
    node = _subscript(clue)
    kind = "number" if found[2] else kind_named(found[1])
    return NoParts(text_of(node.value) if node is not None else "", kind)


def _subscript(clue: Clue) -> ast.Subscript | None:
    """The subscript that failed: the expression itself, else the first in the statement."""
    for root in (clue.node, clue.statement):
        if root is None:
            continue
        if isinstance(root, (ast.For, ast.While, ast.If)):
            root = root.iter if isinstance(root, ast.For) else root.test
        for node in ast.walk(root):
            if isinstance(node, ast.Subscript):
                return node
    return None


RULES = (bad_index, too_large, too_many, no_parts)
