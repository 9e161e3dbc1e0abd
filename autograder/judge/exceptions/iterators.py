"""A rule about what gives its parts one after the other, and has no numbers and no end."""

from __future__ import annotations

import ast
import re

from autograder.data.causes import Fact, NotIterable, OneByOne
from autograder.judge.exceptions.clue import Clue, text_of
from autograder.judge.exceptions.kinds import kind_named
from autograder.judge.exceptions.shapes import called_name

_ITERATORS = frozenset(
    {
        *("zip", "enumerate", "map", "filter", "generator", "reversed", "list_reverseiterator"),
        *("dict_keys", "dict_values", "dict_items", "set", "odict_values", "odict_items"),
        *("range_iterator", "list_iterator", "dict_keyiterator", "itertools.accumulate"),
    }
)
_WAYS = (
    (r"'([\w.]+)' object is not reversible", "reversed"),
    (r"'([\w.]+)' object is not subscriptable", "index"),
    (r"'([\w.]+)' object does not support (?:indexing|item assignment)", "index"),
    (r"object of type '([\w.]+)' has no len\(\)", "length"),
)


def one_by_one(clue: Clue) -> Fact | None:
    """``reversed(zip(a, b))``, ``zip(a, b)[0]``, ``len(zip(a, b))``, ``np.stack(x for …)``."""
    if clue.error != "TypeError":
        return None
    for pattern, wanted in _WAYS:
        found = re.search(pattern, clue.message)
        if found and found[1] in _ITERATORS:
            return OneByOne(_read_as(clue, wanted), found[1].rpartition(".")[2], wanted)
        if found and wanted == "length":
            return NotIterable(_read_as(clue, wanted), kind_named(found[1]))
    if "must be passed as a 'sequence'" in clue.message.replace('"', "'"):
        call = _call(clue)
        text = text_of(call.args[0]) if call is not None and call.args else ""
        return OneByOne(text, "generator", "stack")
    return None


def _read_as(clue: Clue, wanted: str) -> str:
    """The source of what was turned round, indexed or counted."""
    for root in (clue.node, clue.statement):
        for node in ast.walk(root) if root is not None else ():
            if wanted == "index" and isinstance(node, ast.Subscript):
                return text_of(node.value)
            called = called_name(node) if isinstance(node, ast.Call) and node.args else ""
            if isinstance(node, ast.Call) and called in ("reversed", "len") and wanted != "index":
                return text_of(node.args[0])
    return ""


def _call(clue: Clue) -> ast.Call | None:
    roots = (root for root in (clue.node, clue.statement) if root is not None)
    return next(
        (node for root in roots for node in ast.walk(root) if isinstance(node, ast.Call)), None
    )


RULES = (one_by_one,)
