"""Small pieces of syntax trees: recording calls, and what is told of a node."""

from __future__ import annotations

import ast
import copy

from autograder.data.trace import DROPPED, RETURNED

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


def call(name: str, *arguments: ast.expr) -> ast.Call:
    """A call of a name."""
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def noted(name: str, node: ast.stmt, site: int, value: ast.expr | None = None) -> ast.stmt:
    """A statement that records a value, asked for in a function so that it may fail."""
    arguments: list[ast.expr] = [ast.Constant(site)]
    if value is not None:
        nothing = ast.arguments([], [], None, [], [], None, [])
        arguments.append(ast.Lambda(nothing, value))
    return ast.copy_location(ast.Expr(call(name, *arguments)), node)


def load(target: ast.expr) -> ast.expr:
    """A target as an expression that reads it."""
    target = copy.deepcopy(target)
    for node in ast.walk(target):
        if hasattr(node, "ctx"):
            node.ctx = ast.Load()
    return target


def has_call(node: ast.AST) -> bool:
    """Whether reading it once more may do something."""
    return any(isinstance(inner, (ast.Call, ast.NamedExpr)) for inner in ast.walk(node))


def plain_slice(node: ast.Subscript) -> ast.Subscript:
    """Keep a tuple in an index from being wrapped: it may hold slices."""
    if isinstance(node.slice, ast.Tuple):
        node.slice.ctx = ast.Store()
    return node


def header_end(node: ast.AST) -> int:
    """The last line of a statement, without the block below it."""
    for name in ("test", "iter", "subject"):
        inner = getattr(node, name, None)
        if inner is not None and hasattr(node, "body") and hasattr(node, "orelse"):
            return int(inner.end_lineno)
    line = int(getattr(node, "lineno", 0))
    if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.With, ast.Try)):
        return line
    return int(getattr(node, "end_lineno", None) or line)


def text(node: ast.AST) -> str:
    """The source of a node on one line."""
    return ast.unparse(node).split("\n")[0][:_LONGEST_TEXT]


def operation(node: ast.AST) -> str:
    """What a node does: an operator, or the name of what it calls."""
    if isinstance(node, (ast.BinOp, ast.UnaryOp, ast.AugAssign)):
        return _OPERATORS.get(type(node.op), "")
    return ast.unparse(node.func)[:_LONGEST_TEXT] if isinstance(node, ast.Call) else ""


def targets(statement: ast.stmt) -> str:
    """What a statement assigns to; `DROPPED` where it keeps its value nowhere."""
    if isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Call):
        return DROPPED
    if isinstance(statement, ast.Return):
        return RETURNED
    if isinstance(statement, ast.Assign):
        return text(statement.targets[0])
    return text(statement.target) if isinstance(statement, (ast.AugAssign, ast.AnnAssign)) else ""
