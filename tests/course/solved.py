"""Solutions as a learner would hand them in: self-contained source, made from the reference. For
tests and benchmarks.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable

import reference


def bare_source(name: str) -> str:
    """A function of the reference without its checks, types and words."""
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
    """The reference's functions that `name` calls, in the order in which they can be defined,
    itself last.
    """
    found: list[str] = []
    for word in re.findall(r"\b\w+(?=\()", bare_source(name)):
        if word in reference.__all__ and word != name:
            found += [each for each in needed(word) if each not in found]
    return [*dict.fromkeys(found), name]


def solution(name: str, present: Iterable[str] = ()) -> str:
    """The function with all that it calls, but for what is `present` already."""
    return "\n\n\n".join(
        bare_source(each) for each in needed(name) if each == name or each not in set(present)
    )
