"""What is known about an exception: the expression that failed, and what stood around it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from autograder.data.scene import Scene, Thing
from autograder.judge.exceptions.axes import Axes

_LONGEST_SOURCE = 200_000
_LONGEST_TEXT = 90
_LONGEST_LINE = 160


@dataclass(frozen=True)
class Clue:
    """An exception with the learner's source around it.

    Parameters
    ----------
    slug
        The exercise.
    error, message
        The exception.
    scene
        What the names stood for.
    axes
        What the axes of the inputs mean.
    node
        The expression that failed, ``None`` where it was not found.
    statement
        The statement around it.
    function
        The function around it.
    tree
        All that was parsed of the source.
    """

    slug: str
    error: str
    message: str
    scene: Scene
    axes: Axes
    node: ast.AST | None = None
    statement: ast.stmt | None = None
    function: ast.FunctionDef | None = None
    tree: ast.Module = field(default_factory=lambda: ast.Module([], []))

    @property
    def things(self) -> Mapping[str, Thing]:
        """What the names stood for."""
        return self.scene.things

    def functions(self) -> dict[str, ast.FunctionDef]:
        """The functions in the learner's source, by name."""
        return {
            node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)
        }


def source_line(source: str, line: int) -> str:
    """A line of the source without its indentation, cut to a length that can be shown."""
    lines = source.split("\n", line)[:line]
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return text if len(text) <= _LONGEST_LINE else text[: _LONGEST_LINE - 1] + "…"


def text_of(node: ast.AST | None) -> str:
    """An expression as source, cut to a length that can be shown."""
    if node is None:
        return ""
    try:
        text = " ".join(ast.unparse(node).split())
    except (RecursionError, ValueError, AttributeError):
        return ""
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def parse_around(source: str, line: int) -> ast.Module | None:
    """Parse a source, or the part at its left edge that holds a line.

    A cell of a notebook may hold commands that are no Python.
    """
    if len(source) > _LONGEST_SOURCE:
        return None
    for part in (source, _block(source, line)):
        try:
            return ast.parse(part)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return None


def _block(source: str, line: int) -> str:
    """The lines from the last left edge to the next; empty lines stand for all before."""
    lines = source.split("\n")
    edges = [
        number for number, text in enumerate(lines) if text[:1].strip() and text[0] not in ")#]}"
    ]
    start = max((number for number in edges if number < line), default=0)
    end = min((number for number in edges if number >= line), default=len(lines))
    return "\n" * start + "\n".join(lines[start:end])


def find_node(tree: ast.Module, scene: Scene) -> ast.AST | None:
    """The expression at the place of a scene, the outermost of several."""
    wanted = scene.first, scene.last, scene.start, scene.end
    return next((node for node in ast.walk(tree) if _place(node) == wanted), None)


def _place(node: ast.AST) -> tuple[int, int, int, int]:
    return (
        getattr(node, "lineno", 0),
        getattr(node, "end_lineno", 0) or 0,
        getattr(node, "col_offset", 0),
        getattr(node, "end_col_offset", 0) or 0,
    )


def statements_at(tree: ast.Module, line: int) -> Iterator[ast.stmt]:
    """The statements around a line, from the outermost to the innermost."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            yield node


def function_at(tree: ast.Module, line: int) -> ast.FunctionDef | None:
    """The innermost function around a line."""
    around = [node for node in statements_at(tree, line) if isinstance(node, ast.FunctionDef)]
    return around[-1] if around else None
