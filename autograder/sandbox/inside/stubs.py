"""Which functions of a submission were written, and which are still the stub or do nothing."""

from __future__ import annotations

import ast
import types
from typing import Any


class Definitions:
    """Looks at functions in the source that they came from; at each function and each stub once."""

    def __init__(self) -> None:
        self._trees: list[tuple[str, ast.Module]] = []
        self._found: dict[tuple[int, str], tuple[Any, str]] = {}
        self._given: dict[str, list[str]] = {}

    def read(self, name: str, tree: ast.Module) -> None:
        """Keep the syntax tree of a chunk called ``name``, which is about to be run."""
        self._trees.append((name, tree))

    def found(self, function: Any, stub: str) -> str:
        """Whether ``function`` is ``missing``, a ``stub`` or ``defined``.

        Parameters
        ----------
        function
            What the exercise's name means now.
        stub
            The source of the stub that learners start from. Its docstring makes no difference.
        """
        if not callable(function):
            return "missing"
        if not isinstance(function, types.FunctionType):
            return "defined"
        looked_at = id(function), stub
        if looked_at not in self._found:
            # The function is kept as well, so that no other function can get the same id.
            found = "stub" if self._is_stub(function, stub) else "defined"
            self._found[looked_at] = function, found
        return self._found[looked_at][1]

    def _is_stub(self, function: types.FunctionType, stub: str) -> bool:
        node = self._definition(function)
        if node is None:
            return False
        body, given = _body(node), self._dumped(stub)
        return _does_nothing(body) or (
            len(body) == len(given)
            and all(_is(own, dump) for own, dump in zip(body, given, strict=True))
        )

    def _dumped(self, stub: str) -> list[str]:
        if stub not in self._given:
            node = next(
                (node for node in ast.parse(stub).body if isinstance(node, ast.FunctionDef)), None
            )
            body = _body(node) if node is not None else []
            self._given[stub] = [ast.dump(statement) for statement in body]
        return self._given[stub]

    def _definition(self, function: types.FunctionType) -> ast.FunctionDef | None:
        code = function.__code__
        for name, tree in reversed(self._trees):
            if name == code.co_filename:
                for node in ast.walk(tree):
                    if isinstance(node, ast.FunctionDef) and node.name == code.co_name:
                        first = min([node.lineno, *(above.lineno for above in node.decorator_list)])
                        if first == code.co_firstlineno:
                            return node
        return None


def is_constant(node: ast.stmt) -> bool:
    """Whether the statement is a docstring, ``...`` or a number on a line of its own."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _body(node: ast.FunctionDef) -> list[ast.stmt]:
    """The statements of a function without its docstring."""
    return node.body if ast.get_docstring(node, clean=False) is None else node.body[1:]


def _is(node: ast.stmt, dump: str) -> bool:
    """Whether a statement has this dump. A long one of another kind is not dumped for that."""
    return dump.startswith(f"{type(node).__name__}(") and ast.dump(node) == dump


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
