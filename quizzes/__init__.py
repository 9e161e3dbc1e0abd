"""Quizzes: one bank of questions in YAML, and one engine that asks, marks, prints and exports them.

Importing this package loads neither Jupyter nor any parser; each name below brings what it needs
when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quizzes.analysis import analyse, attempt_of
    from quizzes.assignment import NotGradable, make_assignment
    from quizzes.checking import bank_files, check_files
    from quizzes.consistency import nearest_name
    from quizzes.drawing import DrawingError, ask, functions_of
    from quizzes.exports.files import write_export
    from quizzes.figures import print_figures
    from quizzes.graded import load_key
    from quizzes.loading import Bank, BankError, load_bank, load_files
    from quizzes.page import write_page
    from quizzes.session import installed_drawn, practice_bank
    from quizzes.terminal import run_quiz
    from quizzes.text import to_plain
    from quizzes.widget import quiz

_HOME = {
    "Bank": "loading",
    "BankError": "loading",
    "load_bank": "loading",
    "load_files": "loading",
    "practice_bank": "session",
    "installed_drawn": "session",
    "quiz": "widget",
    "run_quiz": "terminal",
    "write_page": "page",
    "write_export": "exports.files",
    "bank_files": "checking",
    "check_files": "checking",
    "nearest_name": "consistency",
    "to_plain": "text",
    "DrawingError": "drawing",
    "ask": "drawing",
    "functions_of": "drawing",
    "NotGradable": "assignment",
    "make_assignment": "assignment",
    "analyse": "analysis",
    "attempt_of": "analysis",
    "load_key": "graded",
    "print_figures": "figures",
}

__all__ = [
    "Bank",
    "BankError",
    "DrawingError",
    "NotGradable",
    "analyse",
    "ask",
    "attempt_of",
    "bank_files",
    "check_files",
    "functions_of",
    "installed_drawn",
    "load_bank",
    "load_files",
    "load_key",
    "make_assignment",
    "nearest_name",
    "practice_bank",
    "print_figures",
    "quiz",
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
