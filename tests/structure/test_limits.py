"""No module has more than 300 lines, and no function more than 50.

All lines of a module count. The lines of a function count from `def` to its end, without those of
its docstring, which grows with its parameters. Submissions of the sample class are left out: they
are kept as learners wrote them, and one is not even Python.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("reference", "exercises", "lstm_lab", "autograder", "quizzes", "benchmarks", "tests")
SUBMISSIONS = ROOT / "tests" / "submissions"
MODULE, FUNCTION = 300, 50


def modules() -> Iterator[Path]:
    """Every module of ours."""
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            if not path.is_relative_to(SUBMISSIONS):
                yield path


def function_lengths(source: str) -> dict[str, int]:
    """The number of lines of every function in a source, also of those inside others."""
    return {
        f"{node.name}, line {node.lineno}": _lines(node) - _lines_of_docstring(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _lines_of_docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return 0 if ast.get_docstring(node) is None else _lines(node.body[0])


def test_a_docstring_does_not_count_and_all_else_does() -> None:
    source = (
        'def f():\n    """One.\n\n    Two.\n    """\n\n    # why\n    return 1\n'
        "class C:\n    async def g(self):\n        def h():\n            return 'text'\n        h()"
    )
    assert function_lengths(source) == {"f, line 1": 4, "g, line 10": 4, "h, line 11": 2}


def test_every_folder_is_read() -> None:
    counts = {
        folder: sum(path.is_relative_to(ROOT / folder) for path in modules()) for folder in FOLDERS
    }
    assert min(counts.values()) > 7, counts
    assert SUBMISSIONS.is_dir()


def test_no_module_is_too_long() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules()
    }
    assert {path: count for path, count in lengths.items() if count > MODULE} == {}


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}: {name}": count
        for path in modules()
        for name, count in function_lengths(path.read_text(encoding="utf-8")).items()
    }
    assert {name: count for name, count in lengths.items() if count > FUNCTION} == {}
