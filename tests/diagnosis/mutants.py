"""Small wrong versions of a function, made from its source: one change each.

A mutant is what a learner might hand in: the function alone, without its shape checks, calling the
right versions of everything else.
"""

from __future__ import annotations

import ast
import copy
import inspect
import signal
import sys
import textwrap
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult, ast.Add),
    ast.MatMult: (ast.Mult,),
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
CALLS = {
    "tanh": ("sin", "arctan", "exp"),
    "exp": ("expm1", "exp2"),
    "abs": ("square", "negative"),
    "sqrt": ("abs", "square"),
    "zeros_like": ("ones_like",),
    "ones_like": ("zeros_like",),
    "zeros": ("ones",),
    "eye": ("ones",),
    "full": ("zeros",),
    "stack": ("concatenate",),
    "concatenate": ("stack",),
    "prod": ("sum", "cumprod", "mean"),
    "sum": ("mean", "prod"),
    "square": ("abs",),
    "uniform": ("normal",),
    "reversed": ("list",),
    "range": ("enumerate",),
}
FUNCTIONS = ("forget_gate", "input_gate", "candidate", "output_gate")
AXES = {0: (1, -1), 1: (0,), 2: (0, 1)}


class TooLong(BaseException):
    """A mutant does not end. No `Exception`, for what a mutant raises is recorded as its result."""


@dataclass(frozen=True)
class Mutant:
    """One changed function: what was changed, in which line after the ``def``, and its whole
    source.
    """

    line: int
    change: str
    source: str
    original: Callable[..., Any]

    def function(self) -> Callable[..., Any]:
        """The function, made from its source among the names of the module that it comes from."""
        namespace = dict(vars(sys.modules[self.original.__module__]))
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", SyntaxWarning
            )  # some make no sense, as learners' code may
            exec(compile(self.source, "<mutant>", "exec", dont_inherit=True), namespace)
        made: Callable[..., Any] = namespace[self.original.__name__]
        return made


def mutants(function: Callable[..., Any], every: int = 1) -> Iterator[Mutant]:
    """The mutants of a function of the reference, or every so many of them; each is made once."""
    plain = inspect.unwrap(function)
    tree = ast.parse(textwrap.dedent(inspect.getsource(plain))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    tree.decorator_list = []
    tree.returns = None
    for argument in tree.args.args:
        argument.annotation = None
    tree.body = [part for part in tree.body if not _validates(part)]
    ast.increment_lineno(tree, 1 - tree.lineno)
    names = _names(tree)
    seen = {ast.unparse(tree)}
    places = [
        (number, index)
        for number, node in enumerate(ast.walk(tree))
        for index in range(len(list(_replacements(node, names))))
    ]
    for number, index in places[::every]:
        original = list(ast.walk(tree))[number]
        change, source = _changed(tree, number, index, names)
        if source not in seen:
            seen.add(source)
            yield Mutant(
                getattr(original, "lineno", 0), f"{_words(original)} -> {change}", source, plain
            )


def _changed(tree: ast.FunctionDef, number: int, index: int, names: list[str]) -> tuple[str, str]:
    """What the change puts there, and the source of the whole changed function."""
    mutated = copy.deepcopy(tree)
    node = list(ast.walk(mutated))[number]
    replacement = list(_replacements(node, names))[index]
    words = _words(replacement)
    result = _Put(node, replacement).visit(mutated)
    for part in ast.walk(result):
        if isinstance(part, (ast.For, ast.If, ast.FunctionDef)) and not part.body:
            part.body = [ast.Pass()]
    return words, ast.unparse(ast.fix_missing_locations(result))


class _Put(ast.NodeTransformer):
    def __init__(self, node: ast.AST, replacement: Any) -> None:
        self.node, self.replacement = node, replacement

    def visit(self, node: ast.AST) -> Any:
        return self.replacement if node is self.node else self.generic_visit(node)


def _replacements(node: ast.AST, names: list[str]) -> Iterator[Any]:
    """What a node may be changed into. ``None`` deletes a statement."""
    if isinstance(node, ast.BinOp):
        yield from _binary(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for kind in COMPARISONS.get(type(node.ops[0]), ()):
            yield ast.Compare(node.left, [kind()], node.comparators)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        if node.id in FUNCTIONS:
            yield from (ast.Name(other, ast.Load()) for other in FUNCTIONS if other != node.id)
        elif node.id in names:
            yield from (ast.Name(other, ast.Load()) for other in names if other != node.id)
    elif isinstance(node, ast.Attribute):
        if node.attr == "T":
            yield node.value
        yield from (
            ast.Attribute(node.value, other, node.ctx) for other in CALLS.get(node.attr, ())
        )
    elif isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield from _subscript(node)
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
        yield from (node.body, node.orelse)
    elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and len(node.elts) > 1:
        for at in range(len(node.elts) - 1):
            yield ast.Tuple(
                [*node.elts[:at], node.elts[at + 1], node.elts[at], *node.elts[at + 2 :]], node.ctx
            )
    elif isinstance(node, ast.AugAssign):
        yield ast.AugAssign(node.target, ast.Sub(), node.value)
        yield ast.Assign([_stored(node.target)], node.value, lineno=node.lineno)
        yield None
    elif isinstance(node, (ast.Assign, ast.Expr)) and not isinstance(node.value, ast.Constant):
        yield None


def _binary(node: ast.BinOp) -> Iterator[ast.expr]:
    for kind in OPERATORS.get(type(node.op), ()):
        yield ast.BinOp(node.left, kind(), node.right)
    yield from (node.left, node.right)
    if isinstance(node.op, (ast.Sub, ast.Div, ast.MatMult, ast.Pow)):
        yield ast.BinOp(node.right, node.op, node.left)


def _constant(node: ast.Constant) -> Iterator[ast.expr]:
    if isinstance(node.value, bool) or node.value is None:
        return
    if isinstance(node.value, (int, float)):
        others = (node.value + 1, node.value - 1, -node.value)
        yield from (ast.Constant(value) for value in others if value != node.value)
    elif isinstance(node.value, str) and len(node.value) <= 4:
        for first in "WUbfigo":
            for other in "WUbfigo":
                if first in node.value and first != other and (first in "WUb") == (other in "WUb"):
                    yield ast.Constant(node.value.replace(first, other))


def _call(node: ast.Call) -> Iterator[ast.expr]:
    if isinstance(node.func, ast.Name) and node.func.id in CALLS:
        yield from (
            ast.Call(ast.Name(other, ast.Load()), node.args, node.keywords)
            for other in CALLS[node.func.id]
        )
    for at in range(len(node.args) - 1):
        exchanged = [*node.args[:at], node.args[at + 1], node.args[at], *node.args[at + 2 :]]
        yield ast.Call(node.func, exchanged, node.keywords)
    for at, keyword in enumerate(node.keywords):
        if isinstance(keyword.value, ast.Constant) and keyword.arg == "axis":
            axis_now = keyword.value.value
            for axis in AXES.get(axis_now, ()) if isinstance(axis_now, int) else ():
                changed = [
                    *node.keywords[:at],
                    ast.keyword("axis", ast.Constant(axis)),
                    *node.keywords[at + 1 :],
                ]
                yield ast.Call(node.func, node.args, changed)
            yield ast.Call(node.func, node.args, [*node.keywords[:at], *node.keywords[at + 1 :]])
    if len(node.args) == 1 and not isinstance(node.func, ast.Name) and not node.keywords:
        yield node.args[0]


def _subscript(node: ast.Subscript) -> Iterator[ast.expr]:
    if isinstance(node.slice, ast.Slice):
        yield node.value
        yield ast.Subscript(node.value, ast.Slice(ast.Constant(1), None, None), node.ctx)
    elif isinstance(node.slice, ast.Name):
        for step in (1, -1):
            yield ast.Subscript(
                node.value, ast.BinOp(node.slice, ast.Add(), ast.Constant(step)), node.ctx
            )


def _stored(target: ast.expr) -> ast.expr:
    stored = copy.deepcopy(target)
    stored.ctx = ast.Store()  # type: ignore[attr-defined]
    return stored


def _validates(node: ast.stmt) -> bool:
    """Checks of arguments are no part of what learners are asked for."""
    if isinstance(node, ast.If):
        return isinstance(node.body[0], ast.Raise)
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id.startswith("_check")
    )


def _names(tree: ast.FunctionDef) -> list[str]:
    stored = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return sorted(stored | {argument.arg for argument in tree.args.args})


def _words(node: Any) -> str:
    return (
        "nothing"
        if node is None
        else " ".join(ast.unparse(ast.fix_missing_locations(node)).split())
    )


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise `TooLong` when the body takes longer. For the main thread of trusted code only."""

    def stop(signum: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
