"""Copies as somebody makes them who wants nobody to see it."""

from __future__ import annotations

import ast
import random
from collections.abc import Collection

from autograder.alike.lines import _own_names


class _Renamed(ast.NodeTransformer):
    def __init__(self, names: Collection[str]) -> None:
        self._new = {name: f"value_{number}" for number, name in enumerate(sorted(names))}

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self._new.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self._new.get(node.arg, node.arg)
        node.annotation = None
        return node

    def visit_keyword(self, node: ast.keyword) -> ast.keyword:
        self.generic_visit(node)
        node.arg = self._new.get(node.arg or "", node.arg)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        node.name = self._new.get(node.name, node.name)
        return node


def disguise(source: str, slugs: Collection[str], rng: random.Random) -> str:
    """The same code with other names, other spacing, without comments, and in another order."""
    tree = ast.parse(source)
    tree = _Renamed(_own_names(tree) - set(slugs)).visit(tree)
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        body = function.body
        for _ in range(3):
            place = rng.randrange(max(1, len(body) - 1))
            pair = body[place : place + 2]
            if len(pair) == 2 and all(isinstance(line, ast.Assign) for line in pair):
                body[place : place + 2] = pair[::-1]
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    rng.shuffle(functions)
    tree.body = [node for node in tree.body if not isinstance(node, ast.FunctionDef)]
    tree.body += functions
    return ast.unparse(ast.fix_missing_locations(tree))
