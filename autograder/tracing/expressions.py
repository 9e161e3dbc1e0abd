"""Put a recording call around every expression of a syntax tree."""

# ruff: noqa: D102 (a visitor is named after the node that it changes)

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from typing import TypeVar

from autograder.data.trace import Site, SiteKind
from autograder.tracing.snippets import (
    TURNS,
    VALUE,
    call,
    header_end,
    operation,
    plain_slice,
    targets,
    text,
)

Node = TypeVar("Node", bound=ast.AST)


class Expressions(ast.NodeTransformer):
    """Wraps expressions in place and collects the sites.

    Parameters
    ----------
    chunk
        The name of the chunk.
    sites
        Where the sites go.
    first
        The index of the first site among those of all chunks.
    originals
        For the ids of the nodes, the same nodes of another tree of the same source. That one stays
        as it is: it says what stood there.
    """

    def __init__(
        self, chunk: str, sites: list[Site], first: int, originals: Mapping[int, ast.AST]
    ) -> None:
        self._chunk, self._sites, self._first = chunk, sites, first
        self._originals = originals
        self._parts: list[list[int]] = [[]]
        self._statement: ast.stmt | None = None
        self._function = ""
        self._modules: set[str] = set()
        self._own: set[str] = set()

    # --- sites ---

    def _site(self, node: ast.AST, kind: SiteKind, parts: list[int]) -> int:
        statement = self._statement
        assert statement is not None
        first, last = statement.lineno, header_end(statement)
        line = getattr(node, "lineno", first)
        self._sites.append(
            Site(
                kind,
                self._chunk,
                line,
                header_end(node)
                if isinstance(node, ast.stmt)
                else getattr(node, "end_lineno", line),
                first,
                last,
                text(node),
                operation(node),
                tuple(parts),
                targets(statement),
                self._function,
            )
        )
        return self._first + len(self._sites) - 1

    def _original(self, node: Node) -> Node:
        """The node as it was before anything in it was wrapped."""
        original = self._originals[id(node)]
        assert isinstance(original, type(node))
        return original

    def _wrapped(self, node: ast.expr, kind: SiteKind) -> ast.expr:
        """The node in a recording call, with what is inside wrapped as well."""
        original = self._original(node)
        self._parts.append([])
        self.generic_visit(node)
        return self._recorded(original, node, kind, self._parts.pop())

    def _recorded(
        self, original: ast.expr, node: ast.expr, kind: SiteKind, parts: list[int]
    ) -> ast.expr:
        site = self._site(original, kind, parts)
        self._parts[-1].append(site)
        return ast.copy_location(call(VALUE, ast.Constant(site), node), original)

    def _inside(self, node: ast.expr) -> tuple[ast.expr, list[int]]:
        """The node with what is inside wrapped, and the sites found there."""
        self._parts.append([])
        changed: ast.expr = self.visit(node)
        return changed, self._parts.pop()

    # --- expressions ---

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        return self._wrapped(node, "operation")

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        return node if isinstance(node.operand, ast.Constant) else self._wrapped(node, "operation")

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        return self._wrapped(node, "operation")

    def visit_ListComp(self, node: ast.ListComp) -> ast.expr:
        return self._wrapped(node, "comprehension")

    def visit_DictComp(self, node: ast.DictComp) -> ast.expr:
        return self._wrapped(node, "comprehension")

    def visit_Tuple(self, node: ast.Tuple) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            self.generic_visit(node)
            return node
        return self._wrapped(node, "group")

    def visit_List(self, node: ast.List) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            self.generic_visit(node)
            return node
        return self._wrapped(node, "group")

    def visit_Dict(self, node: ast.Dict) -> ast.expr:
        return self._wrapped(node, "group")

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.expr:
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if isinstance(node.ctx, ast.Load):
            return self._wrapped(plain_slice(node), "part")
        node.value = self.visit(node.value)
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        given = node.id in self._modules or hasattr(builtins, node.id)
        if (given and node.id not in self._own) or not isinstance(node.ctx, ast.Load):
            return node
        return self._wrapped(node, "name")

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if not isinstance(node.ctx, ast.Load) or self._of_module(node):
            return node
        return self._wrapped(node, "attribute")

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if isinstance(node.func, ast.Name) and node.func.id in ("super", "locals", "globals"):
            return node
        original = self._original(node)
        self._parts.append([])
        if isinstance(node.func, ast.Attribute):
            if not self._of_module(node.func):
                node.func.value = self.visit(node.func.value)
        elif not isinstance(node.func, ast.Name):
            node.func = self.visit(node.func)
        node.args = [self.visit(argument) for argument in node.args]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        into = any(keyword.arg == "out" for keyword in node.keywords)
        return self._recorded(original, node, "call into" if into else "call", self._parts.pop())

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        node.iter = self._loop(node.iter)
        node.ifs = [self.visit(test) for test in node.ifs]
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        node.body = self.visit(node.body)
        return node

    def _of_module(self, node: ast.Attribute) -> bool:
        inner: ast.expr = node
        while isinstance(inner, ast.Attribute):
            inner = inner.value
        return isinstance(inner, ast.Name) and inner.id in self._modules

    def _loop(self, iterable: ast.expr) -> ast.expr:
        original = self._original(iterable)
        changed, parts = self._inside(iterable)
        site = self._site(original, "loop", parts)
        self._parts[-1].append(site)
        return ast.copy_location(call(TURNS, ast.Constant(site), changed), original)

    # --- all that is inside ---

    def _block(self, statements: list[ast.stmt]) -> list[ast.stmt]:
        done: list[ast.stmt] = []
        for statement in statements:
            outer, self._statement = self._statement, statement
            changed = self.visit(statement)
            done += changed if isinstance(changed, list) else [changed]
            self._statement = outer
        return done

    def generic_visit(self, node: Node) -> Node:
        """Wrap all that is inside, blocks of statements as blocks."""
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_comment"):
                continue
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                setattr(node, name, self._block(value))
            elif isinstance(value, list):
                value[:] = [
                    self.visit(item) if isinstance(item, ast.AST) else item for item in value
                ]
            elif isinstance(value, ast.AST):
                setattr(node, name, self.visit(value))
        return node
