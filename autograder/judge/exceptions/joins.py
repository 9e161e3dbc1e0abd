"""Rules about joining: lists of other things than arrays, shapes that do not fit, axes too many."""

from __future__ import annotations

import ast
import re

from autograder.data.causes import Fact
from autograder.data.misfits import AxisTooLarge, JoinedParts, JoinMisfit
from autograder.judge.exceptions.arrays import sized_of
from autograder.judge.exceptions.clue import Clue, text_of
from autograder.judge.exceptions.shapes import Shape, called_name, shape_of

_JOINS = {
    "concatenate": 0,
    "stack": 0,
    "hstack": 1,
    "vstack": 0,
    "append": 0,
    "column_stack": 1,
    "array": 0,
    "asarray": 0,
}


def joined(clue: Clue) -> Fact | None:
    """A call that joins arrays."""
    if clue.error not in ("ValueError", "TypeError") or not isinstance(clue.node, ast.Call):
        return None
    if called_name(clue.node) not in _JOINS:
        return None
    return _parts(clue, clue.node) or _misfit(clue, clue.node)


def _parts(clue: Clue, node: ast.Call) -> Fact | None:
    """A list that holds tuples or ``None``, or nothing."""
    function, text = f"np.{called_name(node)}", text_of(node)
    for part in ast.walk(node):
        name = part.id if isinstance(part, ast.Name) else ""
        thing = clue.things.get(name)
        if thing is not None and thing.kind == "tuple" and shape_of(part, clue.things) is None:
            return JoinedParts(text, function, name, "itself a tuple")
        if thing is None or thing.kind != "list":
            continue
        if thing.shape == (0,):
            return JoinedParts(text, function, name, "", _lost(clue, name))
        kinds = [item.kind for item in thing.parts.values()]
        for kind in ("none", "tuple", "dict"):
            if kind in kinds:
                return JoinedParts(text, function, name, kind)
    if "must match" in clue.message or "same shape" in clue.message:
        return None
    return JoinedParts(text, function, "", "") if "at least one array" in clue.message else None


def _lost(clue: Clue, name: str) -> str:
    """``np.append(hs, h)`` on a line of its own, whose result is dropped."""
    for node in ast.walk(clue.function or clue.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            call = node.value
            if (
                called_name(call) in ("append", "concatenate", "vstack")
                and text_of(call.args[0] if call.args else None) == name
            ):
                return text_of(call)
    return ""


def axis_too_large(clue: Clue) -> Fact | None:
    """An axis that is not there."""
    found = re.search(r"axis (-?\d+) is out of bounds for array of dimension (\d+)", clue.message)
    return AxisTooLarge(text_of(clue.node), int(found[1]), int(found[2])) if found else None


def _misfit(clue: Clue, node: ast.Call) -> Fact | None:
    name = called_name(node)
    if not node.args or not re.search(
        r"must match|must have (?:at least|the same)|same shape|same number of dimensions",
        clue.message,
    ):
        return None
    parts = node.args[0].elts if isinstance(node.args[0], (ast.List, ast.Tuple)) else []
    shapes = [shape_of(part, clue.things) for part in parts]
    known = [shape for shape in shapes if shape is not None]
    sized = tuple(
        sized_of(clue, part, shape)
        for part, shape in zip(parts, shapes, strict=True)
        if shape is not None
    )
    return JoinMisfit(
        text_of(node), f"np.{name}", _axis(node, _JOINS[name]), sized, _fitting_axis(known)
    )


def _axis(node: ast.Call, usual: int) -> int | None:
    for word in node.keywords:
        if word.arg == "axis":
            try:
                return int(ast.literal_eval(word.value))
            except (ValueError, TypeError):
                return None
    if len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
        value = node.args[1].value
        return value if isinstance(value, int) else None
    return usual


def _fitting_axis(shapes: list[Shape]) -> int | None:
    """The axis along which the shapes could be joined."""
    if len(shapes) < 2 or len({len(shape) for shape in shapes}) != 1:
        return None
    return next(
        (
            axis
            for axis in reversed(range(len(shapes[0])))
            if len({shape[:axis] + shape[axis + 1 :] for shape in shapes}) == 1
        ),
        None,
    )


RULES = (joined, axis_too_large)
