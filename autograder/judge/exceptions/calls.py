"""Rules about calls: of what is no function, and with arguments that it does not take."""

from __future__ import annotations

import ast
import re

from autograder.data.causes import (
    Called,
    Fact,
    NotASize,
    PartsNotListed,
    SizesNotListed,
    WrongArguments,
)
from autograder.judge.exceptions.clue import Clue, text_of
from autograder.judge.exceptions.kinds import kind_named
from autograder.judge.exceptions.shapes import called_name, thing_of

_INSTEAD = {"dim": "axis", "keepdim": "keepdims", "dims": "axis"}
"""Names that other libraries have for NumPy's parameters."""
_SIZES_FROM = {"uniform": 4, "normal": 4, "standard_normal": 2, "random": 2}
"""With so many arguments, a function of a generator got its sizes one by one."""


def called(clue: Clue) -> Fact | None:
    """A call of something that is no function."""
    found = re.search(r"'([\w.]+)' object is not callable", clue.message)
    if clue.error != "TypeError" or not found:
        return None
    node = clue.node
    if isinstance(node, ast.Call):
        argument = text_of(node.args[0]) if len(node.args) == 1 else ""
        return Called(text_of(node.func), kind_named(found[1]), argument)
    return Called("", kind_named(found[1]))


def arguments(clue: Clue) -> Fact | None:
    """A call with too many or too few arguments, or with others."""
    if clue.error != "TypeError":
        return None
    few = re.search(r"(\w+)\(\) missing (\d+) required positional arguments?: (.*)", clue.message)
    many = re.search(
        r"(\w+)\(\) takes (?:from \d+ to )?(\d+) positional arguments? but (\d+)", clue.message
    )
    other = re.search(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'", clue.message)
    most = re.search(
        r"(\w+)\(\) takes (?:at most|exactly) (\d+) positional arguments? \((\d+) given",
        clue.message,
    )
    found = few or many or other or most
    if found is None:
        return None
    name = found[1]
    own = clue.functions().get(name)
    parameters = tuple(item.arg for item in own.args.args) if own else ()
    whole = not clue.scene.line and name == clue.slug
    if own is None and isinstance(clue.node, ast.Call):
        name = text_of(clue.node.func)
    if few:
        missing = tuple(re.findall(r"'(\w+)'", few[3]))
        wanted = len(parameters) or int(few[2])
        got = wanted - len(missing)
        return WrongArguments(name, wanted, got, missing, whole=whole, parameters=parameters)
    if other:
        word = other[2]
        return WrongArguments(name, len(parameters), 0, (), word, _INSTEAD.get(word, ""))
    return WrongArguments(name, int(found[2]), int(found[3]), whole=whole, parameters=parameters)


def parts_not_listed(clue: Clue) -> Fact | None:
    """``np.concatenate(a, b)``, ``np.zeros(3, 4)``."""
    call = clue.node if isinstance(clue.node, ast.Call) else None
    if call is None or clue.error not in ("TypeError", "ValueError"):
        return None
    name = called_name(call)
    several = len(call.args) > 1 and not isinstance(call.args[0], (ast.List, ast.Tuple))
    if name in ("concatenate", "stack", "hstack", "vstack", "column_stack", "block") and several:
        thing = thing_of(call.args[0], clue.things)
        if thing is not None and thing.kind in ("list", "tuple"):
            return None
        return PartsNotListed(text_of(call), f"np.{name}")
    if name in ("zeros", "ones", "empty", "full") and several:
        return SizesNotListed(text_of(call), text_of(call.func))
    if len(call.args) >= _SIZES_FROM.get(name, 99):
        return SizesNotListed(text_of(call), text_of(call.func))
    return None


def not_a_size(clue: Clue) -> Fact | None:
    """A float or a tuple as a size or as the end of a range."""
    call = clue.node
    if "only integer scalar arrays" in clue.message and isinstance(call, ast.Call):
        return NotASize(text_of(call.args[0] if call.args else call), "array")
    found = re.search(r"'([\w.]+)' object cannot be interpreted as an integer", clue.message)
    if clue.error != "TypeError" or not found:
        return None
    if isinstance(call, ast.Call):
        for argument in _flat(call.args):
            thing = thing_of(argument, clue.things)
            wrong = isinstance(argument, ast.BinOp) and isinstance(argument.op, ast.Div)
            if wrong or (thing is not None and (thing.word == found[1] or thing.kind == found[1])):
                return NotASize(
                    text_of(argument), kind_named(found[1]) if found[1] != "float" else "float"
                )
    return NotASize(text_of(call), found[1])


def _flat(nodes: list[ast.expr]) -> list[ast.expr]:
    return [
        part
        for node in nodes
        for part in (node.elts if isinstance(node, (ast.Tuple, ast.List)) else [node])
    ]


RULES = (called, parts_not_listed, arguments, not_a_size)
