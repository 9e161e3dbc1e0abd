"""Source into lines that compare well: names of one's own, spacing and order make no difference."""

from __future__ import annotations

import ast
import builtins
import io
import tokenize
import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from autograder.data.runs import Chunk

LARGEST_SOURCE = 60_000
"""Characters of one chunk that are read."""
LONGEST_LINE = 400
"""Characters of a line that are compared and shown."""
SHORTEST_COMMENT = 12
"""Characters of a comment that two learners do not write alike by chance."""
_OWN = "x"


@dataclass(frozen=True)
class Line:
    """One statement, the head of a loop or a branch, or a comment.

    ``place`` is the cell or file and ``number`` the line in it, ``text`` how it was written, and
    ``normal`` what is compared.
    """

    place: str
    number: int
    text: str
    normal: str


@dataclass(frozen=True)
class Work:
    """What a learner wrote for a unit; ``unread`` names what of it is no Python."""

    learner: str
    lines: tuple[Line, ...]
    unread: tuple[str, ...] = ()


def read_work(learner: str, chunks: Sequence[Chunk], slugs: Collection[str]) -> Work:
    """Read a submission's source. It is parsed, and nothing of it is run.

    Parameters
    ----------
    learner
        Whose it is.
    chunks
        The source: cells, or the parts of a file.
    slugs
        The exercises of the unit. Their functions keep their names.
    """
    lines: list[Line] = []
    unread: list[str] = []
    for chunk in chunks:
        tree = _parsed(chunk.source)
        if tree is None:
            unread.append(chunk.name)
            continue
        written = chunk.source.splitlines()
        own = _own_names(tree) - set(slugs)
        try:
            lines += _statements(tree.body, chunk.name, written, own)
        except RecursionError:
            unread.append(chunk.name)
        lines += _comments(chunk)
    return Work(learner, tuple(lines), tuple(unread))


def _parsed(source: str) -> ast.Module | None:
    if len(source) > LARGEST_SOURCE:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as an escape that Python does not know
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _own_names(tree: ast.Module) -> set[str]:
    """The names that the source binds: variables, arguments, functions; not what it imports."""
    names = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    names |= {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
    }
    return names - set(dir(builtins))


def _statements(
    body: Sequence[ast.stmt], place: str, written: Sequence[str], own: Collection[str]
) -> Iterator[Line]:
    for statement in body:
        if isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass) or _is_text(statement):
            continue
        inner = [
            child
            for name in ("body", "orelse", "finalbody")
            for child in getattr(statement, name, [])
            if isinstance(child, ast.stmt)
        ]
        inner += [line for item in getattr(statement, "handlers", []) for line in item.body]
        inner += [line for item in getattr(statement, "cases", []) for line in item.body]
        last = inner[0].lineno - 1 if inner else statement.end_lineno or statement.lineno
        text = "\n".join(written[statement.lineno - 1 : max(last, statement.lineno)])
        normal = _normal(statement, own)
        yield Line(place, statement.lineno, text[:LONGEST_LINE].rstrip(), normal[:LONGEST_LINE])
        yield from _statements(inner, place, written, own)


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _normal(statement: ast.stmt, own: Collection[str]) -> str:
    """The statement without what is inside it, with names of one's own all alike."""
    fields = dict(ast.iter_fields(statement))
    for name in ("body", "orelse", "finalbody"):
        if isinstance(fields.get(name), list):
            fields[name] = [ast.Pass()] if name == "body" else []
    if isinstance(statement, ast.Try):
        fields["handlers"], fields["finalbody"] = [], [ast.Pass()]
    if isinstance(statement, ast.Match):
        return f"match {ast.unparse(_Renamed(own).visit(_copy(statement.subject)))}"
    head = type(statement)(**fields)
    return ast.unparse(ast.fix_missing_locations(_Renamed(own).visit(_copy(head))))


def _copy(node: ast.AST) -> ast.AST:
    """A copy that can be changed."""
    fields = {
        name: [_copy(item) if isinstance(item, ast.AST) else item for item in value]
        if isinstance(value, list)
        else _copy(value)
        if isinstance(value, ast.AST)
        else value
        for name, value in ast.iter_fields(node)
    }
    return type(node)(**fields)


class _Renamed(ast.NodeTransformer):
    """Gives all names of one's own the same name, and leaves out types."""

    def __init__(self, own: Collection[str]) -> None:
        self._own = own

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """Rename a variable."""
        return ast.Name(_OWN if node.id in self._own else node.id, node.ctx)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """Rename an argument, and leave out its type."""
        return ast.arg(_OWN)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        """Leave out the type of a variable."""
        self.generic_visit(node)
        if node.value is None:
            return ast.Pass()
        return ast.fix_missing_locations(ast.Assign([node.target], node.value))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Rename a function of one's own, and leave out the type of its result."""
        self.generic_visit(node)
        node.returns = None
        node.name = _OWN if node.name in self._own else node.name
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        """Rename a class."""
        self.generic_visit(node)
        node.name = _OWN if node.name in self._own else node.name
        return node


def _comments(chunk: Chunk) -> Iterator[Line]:
    """Comments that are long enough to be somebody's own words."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(chunk.source).readline):
            words = " ".join(token.string.lstrip("#!% ").split())
            if token.type == tokenize.COMMENT and len(words) >= SHORTEST_COMMENT:
                text = token.string[:LONGEST_LINE]
                yield Line(chunk.name, token.start[0], text, f"# {words.casefold()}"[:LONGEST_LINE])
    except (tokenize.TokenError, SyntaxError):  # what was read so far stays
        return
