"""The syntax tree with a recording call around every expression."""

# ruff: noqa: D102 (a visitor is named after the node that it changes)

from __future__ import annotations

import ast
import builtins
import copy
from collections.abc import Iterator
from typing import Any, TypeVar

from autograder.data.trace import RETURNED, Site, SiteKind

VALUE, STORED, TURNS, TURN = "_gatewise_v", "_gatewise_s", "_gatewise_l", "_gatewise_t"
"""The names that the wrapped source calls."""

_LONGEST_TEXT = 200
_OPERATORS = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.MatMult: "@",
    ast.Pow: "**",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.USub: "-",
}
Node = TypeVar("Node", bound=ast.AST)


class Wrapper(ast.NodeTransformer):
    """Wraps a module in place and collects the sites.

    Parameters
    ----------
    chunk
        The name of the chunk.
    sites
        Where the sites go.
    first
        The index of the first site among those of all chunks.
    """

    def __init__(self, chunk: str, sites: list[Site], first: int) -> None:
        self._chunk, self._sites, self._first = chunk, sites, first
        self._parts: list[list[int]] = [[]]
        self._statement: ast.stmt | None = None
        self._function = ""
        self._modules: set[str] = set()
        self._own: set[str] = set()

    def module(self, tree: ast.Module) -> None:
        """Wrap a whole module. Raises `RecursionError` for one that is too deep."""
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
        tree.body = self._block(tree.body)

    # --- sites ---

    def _site(self, node: ast.AST, kind: SiteKind, parts: list[int]) -> int:
        statement = self._statement
        assert statement is not None
        first, last = statement.lineno, _header_end(statement)
        line = getattr(node, "lineno", first)
        self._sites.append(
            Site(
                kind,
                self._chunk,
                line,
                _header_end(node)
                if isinstance(node, ast.stmt)
                else getattr(node, "end_lineno", line),
                first,
                last,
                _text(node),
                _operation(node),
                tuple(parts),
                _targets(statement),
                self._function,
            )
        )
        return self._first + len(self._sites) - 1

    def _wrapped(self, node: ast.expr, kind: SiteKind) -> ast.expr:
        """The node in a recording call, with what is inside wrapped as well."""
        original = copy.deepcopy(node)
        self._parts.append([])
        self.generic_visit(node)
        return self._recorded(original, node, kind, self._parts.pop())

    def _recorded(
        self, original: ast.expr, node: ast.expr, kind: SiteKind, parts: list[int]
    ) -> ast.expr:
        site = self._site(original, kind, parts)
        self._parts[-1].append(site)
        return ast.copy_location(_call(VALUE, ast.Constant(site), node), original)

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
            return self._wrapped(_plain_slice(node), "part")
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
        original = copy.deepcopy(node)
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
        original = copy.deepcopy(iterable)
        changed, parts = self._inside(iterable)
        site = self._site(original, "loop", parts)
        self._parts[-1].append(site)
        return ast.copy_location(_call(TURNS, ast.Constant(site), changed), original)

    # --- statements ---

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

    def visit_For(self, node: ast.For) -> ast.For:
        node.iter = self._loop(node.iter)
        node.body = self._block(node.body)
        node.orelse = self._block(node.orelse)
        return node

    def visit_While(self, node: ast.While) -> ast.While:
        node.test = self.visit(node.test)
        turn = _noted(TURN, node, self._site(node, "turn", []))
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
            whole = copy.deepcopy(node.value)
            self._parts.append([])
            self.generic_visit(node.value)
            node.value = self._recorded(whole, node.value, "return", self._parts.pop())
        elif node.value is not None:
            original = copy.deepcopy(node.value)
            node.value, parts = self._inside(node.value)
            self._parts[-1] += parts
            if ast.dump(node.value) == ast.dump(original):  # nothing of it is recorded
                node.value = self._recorded(original, node.value, "return", parts)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        if node.value is None:
            return node
        return self.visit_Assign(ast.copy_location(ast.Assign([node.target], node.value), node))

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        original = copy.deepcopy(node)
        node.value, parts = self._inside(node.value)
        self._parts[-1] += parts
        return [node, *self._stores(original, original.targets, parts)]

    def visit_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:
        original = copy.deepcopy(node)
        node.value, parts = self._inside(node.value)
        if _has_call(original.target):
            return [node]
        before = self._site(original, "before", [])
        target = _load(original.target)
        site = self._site(original, "update", [*parts, before])
        after = [_noted(STORED, node, site, target)]
        if isinstance(original.target, ast.Subscript):
            site = self._site(original, "store", [*parts, before])
            after.insert(0, _noted(STORED, node, site, _load(original.target.value)))
        return [_noted(STORED, node, before, target), node, *after]

    def _stores(
        self, node: ast.Assign, targets: list[ast.expr], parts: list[int]
    ) -> Iterator[ast.stmt]:
        """Statements that note what became of the containers that were stored into."""
        for target in targets:
            if isinstance(target, (ast.Tuple, ast.List)):
                yield from self._stores(node, target.elts, parts)
            elif isinstance(target, ast.Subscript) and not _has_call(target):
                site = self._site(node, "store", parts)
                yield _noted(STORED, node, site, _load(target.value))


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def _noted(name: str, node: ast.stmt, site: int, value: ast.expr | None = None) -> ast.stmt:
    """A statement that records a value, asked for in a function so that it may fail."""
    arguments: list[ast.expr] = [ast.Constant(site)]
    if value is not None:
        nothing = ast.arguments([], [], None, [], [], None, [])
        arguments.append(ast.Lambda(nothing, value))
    return ast.copy_location(ast.Expr(_call(name, *arguments)), node)


def _load(target: ast.expr) -> ast.expr:
    """A target as an expression that reads it."""
    target = copy.deepcopy(target)
    for node in ast.walk(target):
        if hasattr(node, "ctx"):
            node.ctx = ast.Load()
    return target


def _has_call(node: ast.AST) -> bool:
    """Whether reading it once more may do something."""
    return any(isinstance(inner, (ast.Call, ast.NamedExpr)) for inner in ast.walk(node))


def _plain_slice(node: ast.Subscript) -> ast.Subscript:
    """Keep a tuple in an index from being wrapped: it may hold slices."""
    if isinstance(node.slice, ast.Tuple):
        node.slice.ctx = ast.Store()
    return node


def _header_end(node: ast.AST) -> int:
    """The last line of a statement, without the block below it."""
    for name in ("test", "iter", "subject"):
        inner = getattr(node, name, None)
        if inner is not None and hasattr(node, "body") and hasattr(node, "orelse"):
            return int(inner.end_lineno)
    line = int(getattr(node, "lineno", 0))
    if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.With, ast.Try)):
        return line
    return int(getattr(node, "end_lineno", None) or line)


def _text(node: ast.AST) -> str:
    return ast.unparse(node).split("\n")[0][:_LONGEST_TEXT]


def _operation(node: ast.AST) -> str:
    if isinstance(node, (ast.BinOp, ast.UnaryOp, ast.AugAssign)):
        return _OPERATORS.get(type(node.op), "")
    return ast.unparse(node.func)[:_LONGEST_TEXT] if isinstance(node, ast.Call) else ""


def _targets(statement: ast.stmt) -> str:
    if isinstance(statement, ast.Return):
        return RETURNED
    if isinstance(statement, ast.Assign):
        return _text(statement.targets[0])
    return _text(statement.target) if isinstance(statement, (ast.AugAssign, ast.AnnAssign)) else ""
