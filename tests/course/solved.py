"""Solutions as a learner would submit them, made from the reference, for tests and benchmarks."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable

import reference


def bare_source(name: str) -> str:
    """Return the source of a reference function without its checks, types and docstring."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(getattr(reference, name)))))
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    function.decorator_list, function.returns = [], None
    for argument in function.args.args:
        argument.annotation = None
    lines: list[ast.stmt] = []
    for statement in function.body[1:]:
        if isinstance(statement, ast.AnnAssign) and statement.value is not None:
            statement = ast.Assign([statement.target], statement.value, lineno=0)
        elif isinstance(statement, ast.Expr) and "_check" in ast.unparse(statement):
            continue
        lines.append(statement)
    function.body = lines
    return re.sub(r": Array =", " =", ast.unparse(tree))


def needed(name: str) -> list[str]:
    """Return the reference functions that `name` calls, directly or not, and `name` as the last."""
    found: list[str] = []
    for word in re.findall(r"\b\w+(?=\()", bare_source(name)):
        if word in reference.__all__ and word != name:
            found += [called for called in needed(word) if called not in found]
    return [*dict.fromkeys(found), name]


def solution(name: str, present: Iterable[str] = ()) -> str:
    """Return the source of a function and of all that it calls, except what is `present`."""
    return "\n\n\n".join(
        bare_source(function)
        for function in needed(name)
        if function == name or function not in set(present)
    )
