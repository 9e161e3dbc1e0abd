"""Every mutant of a function of the reference: its source with one edit in it.

A mutant is what a learner might submit: the function alone, without its shape checks, calling the
right versions of everything else.
"""

from __future__ import annotations
import __future__

import ast
import inspect
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from autograder.course.mutation.edits import bound_names, expressions, put
from autograder.course.mutation.replacements import Names, Replacement, further, likely


@dataclass(frozen=True)
class Mutant:
    """One changed function.

    Parameters
    ----------
    line
        The line in the file of the reference.
    change
        What was put in the place of what: ``"W_f.T -> W_f"``.
    source
        The source of the changed function, with all lines in their places.
    original
        The function that it was made from.
    """

    line: int
    change: str
    source: str
    original: Callable[..., Any]

    def function(self) -> Callable[..., Any]:
        """The function, made from its source among the names of the module it comes from."""
        namespace = dict(vars(sys.modules[self.original.__module__]))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # some make no sense
            flags = __future__.annotations.compiler_flag  # names of types need not be there
            exec(compile(self.source, "<mutant>", "exec", flags, dont_inherit=True), namespace)
        made: Callable[..., Any] = namespace[self.original.__name__]
        return made


def mutants(function: Callable[..., Any], every: int = 1) -> Iterator[Mutant]:
    """Make the mutants of a function of the reference, each once.

    Its own helpers, whose names begin with an underscore, are edited as well.

    Parameters
    ----------
    function
        The function, decorated or not.
    every
        Only every so many of the edits.
    """
    plain = inspect.unwrap(function)
    source, definitions = _source(plain)
    seen = {ast.dump(ast.parse(source))}
    changes = (change for definition in definitions for change in _changes(definition, plain))
    for node, statement, replacement in islice(changes, 0, None, every):
        edit = put(source, node, statement, replacement)
        form = ast.dump(ast.parse(edit.source)) if edit else ""
        if edit and form not in seen:
            seen.add(form)
            yield Mutant(edit.first, edit.words, edit.source, plain)


def _source(plain: Callable[..., Any]) -> tuple[str, list[ast.FunctionDef]]:
    """The function and its helpers in their places, with everything else blanked."""
    text = inspect.getsource(sys.modules[plain.__module__])
    tree = ast.parse(text)
    helpers = {
        node.name: node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_")
    }
    own = next(
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name == plain.__name__
    )
    kept, waiting = {own.name: own}, [own]
    while waiting:
        for node in ast.walk(waiting.pop()):
            if isinstance(node, ast.Name) and node.id in helpers and node.id not in kept:
                kept[node.id] = helpers[node.id]
                waiting.append(helpers[node.id])
    lines = text.splitlines()
    chosen = {
        line
        for node in kept.values()
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    blanked = [line if number in chosen else "" for number, line in enumerate(lines, start=1)]
    source = "\n".join(blanked) + "\n"
    return source, [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]


Change: TypeAlias = "tuple[ast.expr | ast.stmt, ast.stmt, Replacement]"
"""What is changed, the statement around it, and what takes its place."""


def _changes(definition: ast.FunctionDef, plain: Callable[..., Any]) -> Iterator[Change]:
    """All changes of one function, those of its statements included."""
    names = bound_names(definition)
    keys = sorted(_keys(definition))
    functions = _exchangeable(definition, plain)
    for statement, node in expressions(definition):
        if _is_text(statement) or _validates(statement):
            continue
        known = Names(names.get(node.lineno, []), functions, keys)
        for replacement in (*likely(node, known), *further(node, known)):
            yield node, statement, replacement
    for part in ast.walk(definition):
        if isinstance(part, ast.stmt):
            for replacement in _of_statement(part):
                yield part, part, replacement


def _of_statement(statement: ast.stmt) -> Iterator[Replacement]:
    if isinstance(statement, ast.AugAssign):
        target, value = ast.unparse(statement.target), ast.unparse(statement.value)
        yield "operator", f"{target} -= {value}"
        yield "operator", f"{target} = {value}"
        yield "missing statement", "pass"
    elif isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Expr)) and not (
        _is_text(statement) or _validates(statement)
    ):
        yield "missing statement", "pass"


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _validates(statement: ast.stmt) -> bool:
    """Checks of arguments are no part of what learners are asked for."""
    if isinstance(statement, ast.If):
        return isinstance(statement.body[0], ast.Raise)
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Call)
        and isinstance(statement.value.func, ast.Name)
        and statement.value.func.id.lstrip("_").startswith("check")
    )


def _keys(definition: ast.FunctionDef) -> set[str]:
    """The strings that look something up."""
    return {
        node.slice.value
        for node in ast.walk(definition)
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
    }


def _exchangeable(definition: ast.FunctionDef, plain: Callable[..., Any]) -> list[str]:
    """The functions of the course that are called with the same number of arguments as another."""
    module = sys.modules[plain.__module__]
    called = {
        node.func.id: len(node.args)
        for node in ast.walk(definition)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and inspect.isfunction(getattr(module, node.func.id, None))
    }
    counts = list(called.values())
    return sorted(name for name, count in called.items() if counts.count(count) > 1)
