"""Quizzes: one bank of questions in YAML, and one engine that asks, marks, prints and exports them.

Importing this package loads neither Jupyter nor any parser; each name below brings what it needs when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quizzes.loading import Bank, BankError, load_bank
    from quizzes.page import write_page
    from quizzes.terminal import run_quiz
    from quizzes.widget import quiz

_HOME = {
    "Bank": "loading", "BankError": "loading", "load_bank": "loading",
    "quiz": "widget", "run_quiz": "terminal", "write_page": "page",
}

__all__ = ["Bank", "BankError", "load_bank", "quiz", "run_quiz", "write_page"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'quizzes' has no attribute {name!r}; it offers {', '.join(__all__)}")
    return getattr(import_module(f"quizzes.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
