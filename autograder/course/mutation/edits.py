"""Source with one edit in it, made in its text so that every line stays where it is."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.course.mutation.replacements import Names, Replacement, likely


@dataclass(frozen=True)
class Edit:
    """One edit.

    Parameters
    ----------
    source
        The whole source with the edit in it.
    first, last
        The lines of what was edited.
    statement
        The first line of the statement around it.
    kind
        What kind of edit it is.
    words
        What was put in the place of what.
    """

    source: str
    first: int
    last: int
    statement: int
    kind: str
    words: str


def drawn_edits(source: str, function: str, most: int, seed: int) -> list[Edit]:
    """Draw likely edits of the code that a function runs, at most one at each place.

    Parameters
    ----------
    source
        The source of a whole file.
    function
        The name of the function. What it uses of the same file is edited as well.
    most
        How many edits to draw at most.
    seed
        Decides which.
    """
    tree = ast.parse(source)
    places: dict[tuple[int, int, int, int], list[Edit]] = {}
    for definition in used_by(tree, function):
        names = bound_names(definition)
        for statement, node in expressions(definition):
            where = node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0
            for replacement in likely(node, Names(names.get(node.lineno, []))):
                edit = put(source, node, statement, replacement)
                if edit is not None:
                    places.setdefault(where, []).append(edit)
    rng = random.Random(seed)
    chosen = rng.sample(sorted(places), min(most, len(places)))
    return [rng.choice(places[where]) for where in chosen]


def put(
    source: str, node: ast.expr | ast.stmt, statement: ast.stmt, replacement: Replacement
) -> Edit | None:
    """Put a text in the place of a node; ``None`` where the result is not Python."""
    kind, text = replacement
    lines = [line.encode() for line in source.splitlines(keepends=True)]
    first, last = node.lineno, node.end_lineno or node.lineno
    before = lines[first - 1][: node.col_offset]
    after = lines[last - 1][node.end_col_offset :]
    old = ast.get_source_segment(source, node) or ""
    words = f"{' '.join(old.split())} -> {' '.join(text.split())}"
    breaks = "\n" * (last - first)
    if breaks and isinstance(node, ast.expr):  # keep the lines below where they are
        text = f"({text}{breaks})"
    elif breaks:
        text += breaks
    changed = b"".join([*lines[: first - 1], before + text.encode() + after, *lines[last:]])
    try:
        ast.parse(changed)
    except SyntaxError:
        return None
    return Edit(changed.decode(), first, last, statement.lineno, kind, words)


def expressions(definition: ast.FunctionDef) -> Iterator[tuple[ast.stmt, ast.expr]]:
    """The expressions of a function, each with its statement."""
    for statement in ast.walk(definition):
        if isinstance(statement, ast.stmt) and statement is not definition:
            for node in _own_expressions(statement):
                yield statement, node


def used_by(tree: ast.Module, function: str) -> list[ast.FunctionDef]:
    """The outermost functions of a file that a function uses, itself included."""
    defined = {
        node.name: node
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }
    waiting, seen = [function], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in defined:
            continue
        seen.add(name)
        for node in ast.walk(defined[name]):
            if isinstance(node, ast.Name):
                waiting.append(node.id)
            elif isinstance(node, ast.Attribute):
                waiting.append(node.attr)
    found = [defined[name] for name in sorted(seen)]
    inner = {id(node) for outer in found for node in ast.walk(outer) if node is not outer}
    return [node for node in found if isinstance(node, ast.FunctionDef) and id(node) not in inner]


def bound_names(definition: ast.FunctionDef) -> dict[int, list[str]]:
    """For each line of a function, the names of values that are bound by then."""
    bound = {argument.arg: definition.lineno for argument in definition.args.args}
    for node in ast.walk(definition):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.setdefault(node.id, node.lineno)
    last = definition.end_lineno or definition.lineno
    return {
        line: sorted(name for name, since in bound.items() if since < line and name != "self")
        for line in range(definition.lineno, last + 1)
    }


def _own_expressions(statement: ast.stmt) -> Iterator[ast.expr]:
    """The expressions of a statement itself, not of those inside it."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef, ast.Raise, ast.Assert)):
        return
    for child in ast.iter_child_nodes(statement):
        if isinstance(child, ast.expr):
            for node in ast.walk(child):
                if isinstance(node, ast.expr) and not isinstance(node, ast.JoinedStr):
                    yield node
