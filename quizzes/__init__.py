"""Quizzes: one bank of questions in YAML, and one engine that asks, marks and exports them.

The folders are the way of a question. Each imports only from those before it:

1. `bank/` holds the questions as YAML files.
2. `text/` turns their small markup into HTML or plain text.
3. `types/` says what a question is: one file a type, from its fields to its export.
4. `loading/` turns YAML into questions, and checks them.
5. `sessions/` asks and marks, and remembers when to ask again.
6. `surfaces/` shows a session in a terminal, on a page or in a notebook.
7. `exports/` writes questions for other systems.
8. `graded/` makes a graded quiz of a course, and marks its notebooks.
9. `analysis/` says how well graded questions measure.

Importing this package loads neither Jupyter nor any parser. Each name below loads what it needs
when it is first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quizzes.analysis import analyse, attempt_of, print_figures
    from quizzes.bank import bank_files
    from quizzes.exports import write_export
    from quizzes.graded import NotGradable, load_key, make_assignment, mark_sources
    from quizzes.loading import (
        Bank,
        BankError,
        check_files,
        load_bank,
        load_files,
        prepared_numbers,
    )
    from quizzes.sessions import practice_bank
    from quizzes.surfaces.page import write_page
    from quizzes.surfaces.terminal import run_quiz
    from quizzes.surfaces.widget import quiz
    from quizzes.text import to_plain
    from quizzes.types import DrawingError, file_functions, nearest_name, reference_functions

_HOME = {
    "bank_files": "bank",
    "to_plain": "text",
    "DrawingError": "types",
    "reference_functions": "types",
    "file_functions": "types",
    "nearest_name": "types",
    "Bank": "loading",
    "BankError": "loading",
    "check_files": "loading",
    "prepared_numbers": "loading",
    "load_bank": "loading",
    "load_files": "loading",
    "practice_bank": "sessions",
    "quiz": "surfaces.frame" if sys.platform == "emscripten" else "surfaces.widget",
    "run_quiz": "surfaces.terminal",
    "write_page": "surfaces.page",
    "write_export": "exports",
    "NotGradable": "graded",
    "load_key": "graded",
    "make_assignment": "graded",
    "mark_sources": "graded",
    "analyse": "analysis",
    "attempt_of": "analysis",
    "print_figures": "analysis",
}

__all__ = [
    "Bank",
    "BankError",
    "DrawingError",
    "NotGradable",
    "analyse",
    "attempt_of",
    "bank_files",
    "check_files",
    "file_functions",
    "load_bank",
    "load_files",
    "load_key",
    "make_assignment",
    "mark_sources",
    "nearest_name",
    "practice_bank",
    "prepared_numbers",
    "print_figures",
    "quiz",
    "reference_functions",
    "run_quiz",
    "to_plain",
    "write_export",
    "write_page",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(
            f"module 'quizzes' has no attribute {name!r}; it offers {', '.join(__all__)}"
        )
    return getattr(import_module(f"quizzes.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
