"""How grades look: a `Grade` comes in, and text, HTML, a terminal's picture or JSON goes out.

Every name below is loaded when it is first used, because jinja2, pydantic and rich take time to
import and a learner's `check` in a notebook needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.report.catalogue import catalogue_html, catalogue_markdown, entries
    from autograder.report.class_report import write_report
    from autograder.report.html import exercise_html
    from autograder.report.json import grade_json, read_grade, unreadable_json
    from autograder.report.terminal import class_table, legend, print_grade
    from autograder.report.text import exercise_text

__all__ = [
    "catalogue_html",
    "catalogue_markdown",
    "class_table",
    "entries",
    "exercise_html",
    "exercise_text",
    "grade_json",
    "legend",
    "print_grade",
    "read_grade",
    "unreadable_json",
    "write_report",
]

_MODULES = {
    "catalogue_html": "catalogue",
    "catalogue_markdown": "catalogue",
    "class_table": "terminal",
    "entries": "catalogue",
    "exercise_html": "html",
    "exercise_text": "text",
    "grade_json": "json",
    "legend": "terminal",
    "print_grade": "terminal",
    "read_grade": "json",
    "unreadable_json": "json",
    "write_report": "class_report",
}


def __getattr__(name: str) -> Any:
    """Load a name of the public face from the module that defines it."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
