"""The statements of a syntax tree, with what they store and the turns of their loops recorded."""

# ruff: noqa: D102 (a visitor is named after the node that it changes)

from __future__ import annotations

import ast
import copy
from collections.abc import Container, Iterator
from typing import Any

from autograder.tracing.expressions import Expressions
from autograder.tracing.reached import name_of
from autograder.tracing.snippets import STORED, TURN, has_call, load, noted


class Wrapper(Expressions):
    """Wraps a module in place: its expressions, and what its statements store."""

    def module(self, tree: ast.Module, left_out: Container[str] = ()) -> None:
        """Wrap a module, except the functions and classes that are left out.

        Raises `RecursionError` for one that is too deep.
        """
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                self._modules |= {
                    (alias.asname or alias.name).split(".")[0]
                    for alias in node.names
                    if isinstance(node, ast.Import)
                }
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self._own.add(node.id)
            elif isinstance(node, ast.arg):
                self._own.add(node.arg)
        self._modules |= {"np", "numpy", "math"}
        tree.body = [
            done
            for statement in tree.body
            for done in (
                [statement] if name_of(statement) in left_out else self._block([statement])
            )
        ]

    def visit_For(self, node: ast.For) -> ast.For:
        node.iter = self._loop(node.iter)
        node.body = self._block(node.body)
        node.orelse = self._block(node.orelse)
        return node

    def visit_While(self, node: ast.While) -> ast.While:
        head = copy.copy(self._original(node))
        head.body = []
        node.test = self.visit(node.test)
        turn = noted(TURN, node, self._site(head, "turn", []))
        node.body = [turn, *self._block(node.body)]
        node.orelse = self._block(node.orelse)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.returns = None
        arguments = node.args
        for argument in (
            *arguments.posonlyargs,
            *arguments.args,
            *arguments.kwonlyargs,
            *filter(None, (arguments.vararg, arguments.kwarg)),
        ):
            argument.annotation = None
        outer, self._function = self._function, node.name
        node.body = self._block(node.body)
        self._function = outer
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        body: list[ast.stmt] = []
        for part in node.body:
            body += self._block([part]) if isinstance(part, ast.FunctionDef) else [part]
        node.body = body
        return node

    def visit_Return(self, node: ast.Return) -> ast.Return:
        if isinstance(node.value, ast.Tuple):
            whole = self._original(node.value)
            self._parts.append([])
            self.generic_visit(node.value)
            node.value = self._recorded(whole, node.value, "return", self._parts.pop())
        elif node.value is not None:
            original, known = self._original(node.value), len(self._sites)
            node.value, parts = self._inside(node.value)
            self._parts[-1] += parts
            if len(self._sites) == known:  # nothing of it is recorded
                node.value = self._recorded(original, node.value, "return", parts)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        if node.value is None:
            return node
        return self._assigned(_plain(node), _plain(self._original(node)))

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        return self._assigned(node, self._original(node))

    def _assigned(self, node: ast.Assign, original: ast.Assign) -> list[ast.stmt]:
        node.value, parts = self._inside(node.value)
        self._parts[-1] += parts
        return [node, *self._stores(original, original.targets, parts)]

    def visit_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:
        original = self._original(node)
        node.value, parts = self._inside(node.value)
        if has_call(original.target):
            return [node]
        before = self._site(original, "before", [])
        target = load(original.target)
        site = self._site(original, "update", [*parts, before])
        after = [noted(STORED, node, site, target)]
        if isinstance(original.target, ast.Subscript):
            site = self._site(original, "store", [*parts, before])
            after.insert(0, noted(STORED, node, site, load(original.target.value)))
        return [noted(STORED, node, before, target), node, *after]

    def _stores(
        self, node: ast.Assign, targets: list[ast.expr], parts: list[int]
    ) -> Iterator[ast.stmt]:
        """Statements that note what became of the containers that were stored into."""
        for target in targets:
            if isinstance(target, (ast.Tuple, ast.List)):
                yield from self._stores(node, target.elts, parts)
            elif isinstance(target, ast.Subscript) and not has_call(target):
                site = self._site(node, "store", parts)
                yield noted(STORED, node, site, load(target.value))


def _plain(node: ast.AnnAssign) -> ast.Assign:
    """The assignment without what it says of types."""
    assert node.value is not None
    return ast.copy_location(ast.Assign([node.target], node.value), node)
