"""What a preprocessor can ask of the nbgrader command that it works for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeAlias

from nbformat import NotebookNode

from autograder.submission.notebook import source_of

Processed: TypeAlias = tuple[NotebookNode, Any]
"""What a preprocessor passes on: the notebook and nbconvert's resources."""


def converter_of(preprocessor: Any) -> Any:
    """The nbgrader converter that a preprocessor works for.

    Raises `RuntimeError` outside nbgrader's commands.
    """
    found = preprocessor.parent
    while found is not None and getattr(found, "coursedir", None) is None:
        found = found.parent
    if found is None:
        raise RuntimeError("this preprocessor works inside nbgrader's own commands only")
    return found


def course_root(preprocessor: Any) -> Path:
    """The directory of the course that a preprocessor works on."""
    return Path(converter_of(preprocessor).coursedir.root)


def released_prose(root: Path, assignment: str, notebook: str) -> frozenset[str]:
    """The text of every text cell of the released notebook, which may hold HTML.

    Returns the empty set where the course in `root` has no such notebook.
    """
    path = root / "source" / assignment / f"{notebook}.ipynb"
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return frozenset()
    return frozenset(source_of(cell) for cell in cells if cell.get("cell_type") != "code")
