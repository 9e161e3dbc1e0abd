"""Tell syntax trees apart by what they say, and not by where they stand."""

from __future__ import annotations

import ast


class Shapes:
    """Gives trees numbers, the same one to trees that `ast.dump` writes in the same way.

    Changes of a statement share most of its nodes. Each node is looked at once, and must not change
    afterwards.
    """

    def __init__(self) -> None:
        self._nodes: dict[int, tuple[ast.AST, int]] = {}
        """Each node by its id. It is kept, so that no other one gets its id."""
        self._numbers: dict[tuple[object, ...], int] = {}

    def of(self, node: ast.AST) -> int:
        """The number of a tree."""
        known = self._nodes.get(id(node))
        if known is None:
            shape = (type(node), *(self._part(getattr(node, name, None)) for name in node._fields))
            number = self._numbers.setdefault(shape, len(self._numbers))
            known = self._nodes[id(node)] = node, number
        return known[1]

    def _part(self, value: object) -> object:
        if isinstance(value, ast.AST):
            return self.of(value)
        if isinstance(value, list):
            return tuple(map(self._part, value))
        return repr(value)  # 1, 1.0 and True are equal, and not the same
