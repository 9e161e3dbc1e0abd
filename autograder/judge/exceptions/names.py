"""Rules about names: misspelt, not imported, not assigned, not there."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterable

import numpy as np

from autograder.data.causes import (
    CallsItself,
    Fact,
    NewKey,
    NotImported,
    NotThere,
    StillStub,
    Unassigned,
    UnknownName,
    WrongUnpacking,
)
from autograder.judge.exceptions.clue import Clue, text_of
from autograder.judge.exceptions.shapes import thing_of, word_of

_MODULES = {"np": "numpy", "numpy": "numpy", "math": "math"}
_NUMPY = tuple(name for name in dir(np) if not name.startswith("_"))
_BUILTINS = ("range", "len", "zip", "enumerate", "reversed", "sum", "list", "dict", "print", "max")
_INSTEAD = {"randn": "standard_normal", "rand": "random", "randint": "integers"}
_MEMBERS = {
    "Generator": tuple(name for name in dir(np.random.Generator) if not name.startswith("_")),
    "array": tuple(name for name in dir(np.ndarray) if not name.startswith("_")),
    "dict": ("keys", "values", "items", "get", "copy"),
    "list": ("append", "insert", "reverse", "extend", "pop", "copy"),
}


_LOOK_ALIKE = str.maketrans("01", "ol")


def nearest(name: str, known: Iterable[str], cutoff: float = 0.62) -> str:
    """The known name that is most like this one, empty where none is, or where several are.

    The same letters in another order, in other cases, or with a digit that looks like a letter are
    nearer than anything else.
    """
    candidates = [other for other in dict.fromkeys(known) if other != name]
    for same in (
        str.lower,
        lambda text: text.lower().translate(_LOOK_ALIKE),
        lambda text: "".join(sorted(text.replace("_", "").lower())),
    ):
        for other in candidates:
            if same(other) == same(name):
                return other
    close = difflib.get_close_matches(name, candidates, 2, cutoff)
    likeness = [difflib.SequenceMatcher(None, other, name).ratio() for other in close]
    return close[0] if close and likeness[1:] != likeness[:1] else ""


def unknown_name(clue: Clue) -> Fact | None:
    """A name that is not defined anywhere."""
    if clue.error != "NameError":
        return None
    found = re.search(r"name '(\w+)' is not defined", clue.message)
    if not found:
        return None
    name = found[1]
    if name in _MODULES and name not in clue.scene.known:
        return NotImported(name)
    module = _imported_from(clue, name)
    if module:
        return NotThere(module)
    local = [*clue.things, *_assigned(clue), *clue.functions()]
    near = nearest(name, (*local, *clue.scene.known, *_BUILTINS))
    if not near and name in _NUMPY:
        near = f"np.{name}"
    return UnknownName(name, near, "name")


def _imported_from(clue: Clue, name: str) -> str:
    """The module from which the source imports a name, which then was not there."""
    for node in ast.walk(clue.tree):
        if isinstance(node, ast.ImportFrom) and any(
            (alias.asname or alias.name) == name for alias in node.names
        ):
            return node.module or ""
        if isinstance(node, ast.Import):
            for alias in node.names:
                if (alias.asname or alias.name.partition(".")[0]) == name:
                    return alias.name
    return ""


def _assigned(clue: Clue) -> list[str]:
    """The names that the function assigns somewhere, and its parameters."""
    if clue.function is None:
        return []
    return [
        node.id if isinstance(node, ast.Name) else node.arg
        for node in ast.walk(clue.function)
        if isinstance(node, ast.arg)
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    ]


def unassigned(clue: Clue) -> Fact | None:
    """A local name that is read before it has a value."""
    found = re.search(
        r"(?:variable|where it is not associated.*|free variable) '(\w+)'", clue.message
    )
    if clue.error == "UnboundLocalError" and found:
        return Unassigned(found[1])
    return None


def unknown_attribute(clue: Clue) -> Fact | None:
    """A module, an array or another thing does not have what stands behind the dot."""
    found = re.search(
        r"(?:module '([\w.]+)'|'([\w.]+)' object) has no attribute '(\w+)'", clue.message
    )
    if clue.error != "AttributeError" or not found:
        return None
    name = found[3]
    owner = clue.node.value if isinstance(clue.node, ast.Attribute) else None
    if found[1]:
        short = text_of(owner) or found[1]
        if name in clue.functions() or name in clue.scene.known:
            return UnknownName(name, name, "module", short)
        near = nearest(name, _NUMPY if found[1] == "numpy" else (), 0.7)
        return UnknownName(name, f"{short}.{near}" if near else "", "module", short)
    thing = thing_of(owner, clue.things) if owner is not None else None
    kind = (
        thing.kind
        if thing
        else {"numpy.ndarray": "array", "NoneType": "none"}.get(found[2], found[2])
    )
    if kind == "none":
        return None
    if kind == "text" and isinstance(owner, ast.Name):
        split = split_dict(clue, owner.id)
        if split is not None:
            return split
    if kind == "other" and thing is not None:
        kind = thing.word
    if kind == "dict" and thing is not None and name in thing.parts:
        return UnknownName(name, f'["{name}"]', "dict", text_of(owner), tuple(thing.parts))
    near = _INSTEAD.get(name, "") if kind == "Generator" else ""
    near = near or nearest(name, _MEMBERS.get(kind, ()), 0.75)
    if not near and name in _NUMPY and kind == "array" and name != "append":
        near = f"np.{name}"
    return UnknownName(name, near, kind, text_of(owner))


def split_dict(clue: Clue, name: str) -> Fact | None:
    """A name that holds a key, because a dict was split or looped over."""
    for node in ast.walk(clue.function or clue.tree):
        target: ast.expr | None = None
        value: ast.expr | None = None
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
            target, value = node.targets[0], node.value
        elif isinstance(node, (ast.For, ast.comprehension)):
            target, value = node.target, node.iter
        names = (
            [part.id for part in ast.walk(target) if isinstance(part, ast.Name)] if target else []
        )
        thing = thing_of(value, clue.things) if value is not None else None
        if name in names and thing is not None and thing.kind == "dict":
            return WrongUnpacking(text_of(value), "dict", len(names))
    return None


def unknown_key(clue: Clue) -> Fact | None:
    """A dict does not have a key."""
    if clue.error != "KeyError":
        return None
    key, owner = clue.message.strip("'\""), ""
    known: tuple[str, ...] = ()
    node = clue.node if isinstance(clue.node, ast.Subscript) else _subscript(clue)
    if node is not None:
        thing = thing_of(node.value, clue.things)
        owner = text_of(node.value)
        known = tuple(thing.parts) if thing is not None and thing.kind == "dict" else ()
        key = word_of(node.slice, clue.things) or key
        if isinstance(clue.statement, ast.AugAssign) and not nearest(key, known, 0.8):
            return NewKey(key, owner)
    return UnknownName(key, nearest(key, known, 0.5), "key", owner, known)


def _subscript(clue: Clue) -> ast.Subscript | None:
    if clue.statement is None:
        return None
    return next(
        (node for node in ast.walk(clue.statement) if isinstance(node, ast.Subscript)), None
    )


def not_there(clue: Clue) -> Fact | None:
    """An import of what the grader does not have."""
    if clue.error not in ("ModuleNotFoundError", "ImportError"):
        return None
    found = re.search(r"(?:No module named|cannot import name) '([\w.]+)'", clue.message)
    return NotThere(found[1] if found else "")


def never_ends(clue: Clue) -> Fact | None:
    """A function that calls itself without end."""
    return CallsItself(clue.scene.function) if clue.error == "RecursionError" else None


def still_stub(clue: Clue) -> Fact | None:
    """A function of the learner's that is still to be written."""
    if clue.error != "NotImplementedError":
        return None
    return StillStub("" if clue.scene.function == clue.slug else clue.scene.function)


RULES = (
    unknown_name,
    unassigned,
    unknown_attribute,
    unknown_key,
    not_there,
    never_ends,
    still_stub,
)
