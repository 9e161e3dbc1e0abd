"""An author writes one docstring; learners read it in two places, and nothing of it twice.

The idea, the equations and any notes go into the prose above the stub, where equations are set. The
docstring of the stub keeps its first line and what the learner looks up while writing: the
arguments and results with their shapes.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

SECTION = re.compile(r"^(\S[^\n]*)\n-{3,}[ \t]*$", re.MULTILINE)
"""The head of a section of a docstring, as numpydoc writes it: a title and a line of dashes under
it."""
IN_STUB = ("Parameters", "Other Parameters", "Returns", "Yields", "Raises")


def sections(prompt: str) -> tuple[str, list[tuple[str, str]]]:
    """What a docstring says before its first section, and each section's title and body."""
    first, *pieces = SECTION.split(prompt)
    titles = (title.strip() for title in pieces[::2])
    return first.strip(), list(
        zip(titles, (body.strip("\n") for body in pieces[1::2]), strict=True)
    )


def as_handed_out(source: str) -> str:
    """The source of a stub with a docstring of one line and its arguments and results.

    A stub without a docstring, or whose docstring has no such section, comes back as it is.
    """
    function = next(
        (node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)), None
    )
    written = ast.get_docstring(function) if function is not None else None
    if function is None or written is None:
        return source
    before, found = sections(written)
    kept = [(title, body) for title, body in found if title in IN_STUB]
    if not kept:
        return source
    place = function.body[0]
    lines = source.split("\n")
    lines[place.lineno - 1 : place.end_lineno] = _docstring(
        before.split("\n", 1)[0], kept, " " * place.col_offset
    )
    return "\n".join(lines)


def _docstring(summary: str, kept: Iterable[tuple[str, str]], indent: str) -> list[str]:
    blocks = [summary, *(f"{title}\n{'-' * len(title)}\n{body.rstrip()}" for title, body in kept)]
    text = "\n\n".join(blocks)
    lines = f'{"r" if chr(92) in text else ""}"""{text}\n"""'.split("\n")
    return [f"{indent}{line}".rstrip() for line in lines]
