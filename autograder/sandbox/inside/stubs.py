"""Whether a function is still the stub that was handed out, or one that does nothing."""

from __future__ import annotations

import ast


def is_stub(node: ast.FunctionDef, stub: str) -> bool:
    """``stub`` is the source that was handed out; what its docstring says makes no difference."""
    return _does_nothing(_body(node)) or _same_body(node, stub)


def is_constant(node: ast.stmt) -> bool:
    """A docstring, ``...`` or a number on a line of its own."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _body(node: ast.FunctionDef) -> list[ast.stmt]:
    """The statements of a function without its docstring."""
    return node.body if ast.get_docstring(node, clean=False) is None else node.body[1:]


def _does_nothing(body: list[ast.stmt]) -> bool:
    for node in body:
        if isinstance(node, ast.Raise):
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if isinstance(raised, ast.Name) and raised.id == "NotImplementedError":
                continue
            return False
        if not (isinstance(node, ast.Pass) or is_constant(node)):
            return False
    return True


def _same_body(node: ast.FunctionDef, stub: str) -> bool:
    given = next((_body(each) for each in ast.parse(stub).body if isinstance(each, ast.FunctionDef)), [])
    written = _body(node)
    return len(given) == len(written) and [ast.dump(each) for each in written] == [ast.dump(each) for each in given]
